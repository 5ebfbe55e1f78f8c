import { readdirSync } from 'node:fs';
import { type FileHandle, open as openHandle, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { EXIT, UserError } from '../../errors.js';
import { nearest } from '../../experiment/nearest.js';
import { checkMemory } from './memory.js';
import { packageFile } from './package-file.js';
import { witness } from './witness.js';

/** A data file that an experiment names. */
export interface DataFile {
  /** Absolute. */
  readonly path: string;
  /** Key of the experiment that names it, such as `data.dataset.csv.path`. */
  readonly key: string;
}

/** A data file open for reading. */
export interface OpenFile extends DataFile {
  readonly handle: FileHandle;
  /** In bytes. */
  readonly size: number;
}

/**
 * Relative paths start at `folder`, the folder of the experiment file; `npm:NAME/PATH` is a file of an npm package,
 * found from there.
 *
 * @throws UserError for a package that is not installed.
 */
export function dataFile(folder: string, path: string, key: string): DataFile {
  return { path: packageFile(folder, path, key) ?? resolve(folder, path), key };
}

/** Something is wrong with the content of a file (exit 2). `line` is 1-based. */
export function badFile(file: DataFile, message: string, hint?: string, line?: number): UserError {
  return new UserError({
    file: shownPath(file.path),
    message,
    ...(hint !== undefined && { hint }),
    ...(line !== undefined && { line }),
  });
}

/** As a reader in the working directory would write it. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}

/**
 * Opens a file, runs `work` and closes it.
 *
 * @throws UserError: exit 2 if there is no such file, exit 4 if the system cannot read it.
 */
export async function withFile<T>(file: DataFile, work: (open: OpenFile) => Promise<T>): Promise<T> {
  if (file.path.includes('\0'))
    throw new UserError({ key: file.key, message: 'the path has a NUL character in it' });
  let handle: FileHandle | undefined;
  try {
    // Asked first, because opening a pipe waits for its writer.
    const found = await stat(file.path, { bigint: true });
    if (!found.isFile()) {
      throw new UserError({ key: file.key, message: `${file.path} is not a regular file` });
    }
    witness(file.path, found);
    handle = await openHandle(file.path, 'r');
    return await work({ ...file, handle, size: (await handle.stat()).size });
  } catch (error) {
    throw readError(file, error);
  } finally {
    await handle?.close();
  }
}

function readError(file: DataFile, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || syscall === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const near = neighbour(file.path);
    const hint = near ? `did you mean ${near}?` : 'relative paths start at the folder of the experiment file';
    return new UserError(
      { key: file.key, message: `there is no file ${file.path}`, hint },
      EXIT.usage,
      error,
    );
  }
  return new UserError(
    { file: shownPath(file.path), key: file.key, message: `cannot be read (${code})` },
    EXIT.io,
    error,
  );
}

/** A file of nearly that name in the same folder. */
function neighbour(path: string): string | undefined {
  try {
    return nearest(basename(path), readdirSync(dirname(path)).slice(0, 10_000));
  } catch {
    return undefined;
  }
}

/** The largest piece that one system call reads. */
const PIECE = 2 ** 30;

/**
 * Bytes of a file at a position, in a buffer of their own (so that other element types can view it).
 *
 * @throws UserError if the file ends before, or if the bytes do not fit into memory.
 */
export async function readBytes(file: OpenFile, position: number, length: number): Promise<Buffer> {
  if (position + length > file.size) {
    throw badFile(
      file,
      `ends at byte ${file.size}, expected ${position + length}: the file is cut off or damaged`,
    );
  }
  checkMemory(length, 'reading it', { file: shownPath(file.path) });
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length; ) {
    const piece = Math.min(PIECE, length - done);
    const { bytesRead } = await file.handle.read(bytes, done, piece, position + done);
    if (bytesRead === 0) throw badFile(file, `became shorter while it was read (at byte ${position + done})`);
    done += bytesRead;
  }
  return bytes;
}

/** A view from `offset` on as a plain array: `slice` of a Buffer would not copy. */
export function plainBytes(bytes: Buffer, offset: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset);
}
