import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, UserError } from '../errors.js';
import { nearest } from './nearest.js';
import { decode } from './text.js';

/** An experiment has a few kilobytes; `yaml` takes seconds for a megabyte. */
export const MAX_BYTES = 256_000;

/** The text of an experiment file. Throws a UserError for whatever keeps it from being read. */
export async function readText(file: string): Promise<string> {
  const fail = (problem: Omit<Problem, 'file'>, cause?: unknown) =>
    new UserError({ file, ...problem }, 2, cause);
  try {
    const found = await stat(file);
    if (found.isDirectory()) {
      const hint = await insideHint(file);
      throw fail({ message: 'is a folder, expected an experiment file', hint });
    }
    if (!found.isFile()) throw fail({ message: 'is not a file, expected an experiment file' });
    if (found.size > MAX_BYTES)
      throw fail({ message: `holds ${found.size} bytes, expected ${MAX_BYTES} at most: not an experiment` });
    const decoded = decode(await readFile(file));
    if ('problem' in decoded) throw fail(decoded.problem);
    return decoded.text;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw fail(await unreadable(file, error as NodeJS.ErrnoException), error);
  }
}

async function unreadable(file: string, error: NodeJS.ErrnoException): Promise<Omit<Problem, 'file'>> {
  const words: { readonly [code: string]: string } = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file: a part of the path is not a folder',
    EACCES: 'may not be read: permission denied',
    EPERM: 'may not be read: permission denied',
    ELOOP: 'is a symbolic link that leads to itself',
    ENAMETOOLONG: 'there is no such file: the name is too long',
    ERR_INVALID_ARG_VALUE: 'is not a file name: it holds a NUL character',
  };
  const code = error.code ?? '';
  const message = words[code] ?? `cannot be read: ${error.code ?? error.message}`;
  return { message, hint: code === 'ENOENT' ? await neighbourHint(file) : undefined };
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /\.ya?ml$/i.test(name)).sort();
}

async function insideHint(folder: string): Promise<string> {
  const names = await yamlFiles(folder);
  if (names.length === 0) return 'it holds no .yaml files';
  const shown = names.slice(0, 5).map((name) => join(folder, name));
  return `it holds ${shown.join(', ')}${names.length > 5 ? ', ...' : ''}`;
}

/** The file that was probably meant: with `.yaml` behind it, or of a near name. */
async function neighbourHint(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  const names = await yamlFiles(resolve(folder));
  const exact = ['.yaml', '.yml'].map((end) => basename(file) + end).find((name) => names.includes(name));
  const meant = exact ?? nearest(basename(file), names);
  if (meant !== undefined) return `did you mean ${folder === '.' ? meant : join(folder, meant)}?`;
  if (names.length === 0) return undefined;
  return `the folder holds ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', ...' : ''}`;
}
