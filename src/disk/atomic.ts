import {
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a file is to hold: text, or bytes in pieces that need not lie in one memory. */
export type Content = string | readonly Uint8Array[];

/**
 * Replaces a file so that a kill or a power cut at any instant leaves the old content or the new, never a part:
 * write beside it, fsync, rename, fsync the folder. The name beside it is fixed, so that what a kill leaves
 * behind is overwritten by the next write; a file must therefore have one writer. Throws system errors, and
 * leaves nothing beside the file then.
 */
export function writeAtomic(path: string, content: Content): void {
  const folder = dirname(path);
  const beside = join(folder, `.${basename(path)}.new`);
  try {
    writeSynced(beside, content);
    renameSync(beside, path);
  } catch (error) {
    remove(beside);
    throw error;
  }
  syncFolder(folder);
}

/**
 * Removes what writers that were killed have left beside files of a folder; for who alone writes there. Throws system
 * errors; a folder that does not exist holds nothing.
 */
export function removeUnfinished(folder: string): void {
  for (const name of namesIn(folder)) {
    if (/^\..+\.new$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A link that stands there already may lead out of the folder and is not followed; Windows does not know it. */
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

/** Writes a file and waits until it is on disk. Throws system errors: ELOOP for a symbolic link. */
export function writeSynced(path: string, content: Content): void {
  const file = openSync(path, NEW);
  try {
    for (const piece of typeof content === 'string' ? [Buffer.from(content)] : content) {
      writeAll(file, piece);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The most that one call writes: Linux stops a little short of 2 GiB. */
const MOST = 2 ** 30;

/** A system call may write less than it was given, as on a disk that fills up. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, Math.min(MOST, bytes.length - done));
  }
}

/** Removes a file that may not be there; where that fails, the error that led here says more. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

/** Waits until the names in a folder are on disk. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
