import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file so that a kill or a power cut at any instant leaves the old text or the new, never a part:
 * write beside it, fsync, rename, fsync the folder. The name beside it is fixed, so that what a kill leaves
 * behind is overwritten by the next write; a file must therefore have one writer. Throws system errors.
 */
export function writeAtomic(path: string, text: string): void {
  const folder = dirname(path);
  const beside = join(folder, `.${basename(path)}.new`);
  writeSynced(beside, text);
  renameSync(beside, path);
  syncFolder(folder);
}

/** Writes a file and waits until it is on disk. */
export function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
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
