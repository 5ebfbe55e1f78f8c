import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../errors.js';
import { decode } from './csv.js';
import { type DataFile, dataFile, type OpenFile, readBytes, withFile } from './file.js';
import { witness } from './witness.js';

/** How bytes are read as text. */
export const encodingOption = {
  enum: ['utf-8', 'latin1'],
  default: 'utf-8',
  description: 'How characters are written; latin1 can read any file.',
} as const;

export type TextEncoding = (typeof encodingOption.enum)[number];

/** The text of a file, without a byte order mark. @throws UserError for what is not text in that encoding. */
export async function readText(file: DataFile, encoding: TextEncoding): Promise<string> {
  return withFile(file, async (open) => textOf(open, await readBytes(open, 0, open.size), encoding));
}

function textOf(file: OpenFile, bytes: Buffer, encoding: TextEncoding): string {
  return encoding === 'latin1' ? bytes.toString('latin1') : decode(file, bytes, 'text');
}

/**
 * The file of a path, or all whose names fit its last part, where a `*` stands for any characters: in the order of
 * their names, with the numbers in them by value, so that `chapter_2` comes before `chapter_10`.
 *
 * @throws UserError where there is none; a path without `*` is not looked for.
 */
export function filesOf(folder: string, path: string, key: string): DataFile[] {
  const { path: whole } = dataFile(folder, path, key);
  const pattern = basename(whole);
  if (!pattern.includes('*')) return [{ path: whole, key }];
  const parent = dirname(whole);
  const found = namesIn(parent, key)
    .filter((name) => fits(name, pattern))
    .map((name) => ({ path: join(parent, name), key }));
  if (found.length > 0) return found;
  throw new UserError({ key, message: `no file in ${parent} is named ${pattern}` });
}

/** What a folder holds, in natural order. @throws UserError for one that is not there. */
export function namesIn(folder: string, key: string): string[] {
  try {
    witness(folder, statSync(folder, { bigint: true }));
    return readdirSync(folder).sort(byNature);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message =
      code === 'ENOTDIR' ? `${folder} is not a folder` : `the folder ${folder} cannot be read (${code})`;
    throw new UserError({ key, message, hint: 'relative paths start at the folder of the experiment file' });
  }
}

/** Whether a name fits a pattern in which `*` stands for any characters. Takes time in proportion to both. */
export function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const last = rest.pop()!;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}

/** By code units, but digits in succession by the number that they are. */
function byNature(a: string, b: string): number {
  const pieces = (name: string): readonly string[] => name.match(/\d+|\D+/g) ?? [];
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i]!, right[i]!];
    const numbers = /^\d/.test(one) && /^\d/.test(other);
    const difference = numbers ? Number(one) - Number(other) : 0;
    if (difference !== 0) return difference;
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}
