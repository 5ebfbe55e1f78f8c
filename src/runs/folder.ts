import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, writeSynced } from '../disk/atomic.js';
import { isFolder, makeFolders } from '../disk/folders.js';

const NEW = '.new-';
const GONE = '.gone-';
/** How often one process looks for them where it makes folders: that takes time with how many there are. */
const LOOK_MS = 60_000;
/** How old a folder that is not ready, or half deleted, has to be for its process to be dead for certain. */
const STALE_MS: { readonly [prefix: string]: number } = { [NEW]: 3_600_000, [GONE]: 60_000 };

/**
 * Makes a folder with files in it so that it appears complete or not at all, under the first of the names
 * that is free. Two processes never get the same one: renaming onto a folder that is not empty fails.
 *
 * @param files texts by file name for the folder of that name.
 * @returns the name taken. Throws system errors.
 */
export function makeFolder(
  parent: string,
  nameOf: (attempt: number) => string,
  files: (name: string) => { readonly [file: string]: string },
): string {
  makeFolders(parent);
  removeStaleNow(parent);
  const beside = join(parent, NEW + randomUUID());
  mkdirSync(beside);
  try {
    for (let attempt = 1; ; attempt++) {
      const name = nameOf(attempt);
      for (const [file, text] of Object.entries(files(name))) writeSynced(join(beside, file), text);
      syncFolder(beside);
      if (!tryRename(beside, join(parent, name))) continue;
      syncOrTakeBack(parent, join(parent, name), beside);
      return name;
    }
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  }
}

/** A folder whose name may not be on disk is none: its caller hears of an error and will not write into it. */
function syncOrTakeBack(parent: string, made: string, beside: string): void {
  try {
    syncFolder(parent);
  } catch (error) {
    // Hidden before it is removed, so that nobody finds a part of it.
    renameSync(made, beside);
    throw error;
  }
}

/** False where the name is taken. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows says EPERM for a folder that is there
    const taken = code === 'ENOTEMPTY' || code === 'EEXIST' || (code === 'EPERM' && isFolder(to));
    if (!taken) throw error;
    return false;
  }
}

/**
 * Removes a file or folder so that it is there whole or not at all: it gets a hidden name first, and what a kill leaves
 * of that is removed with the next folder that is made or removed beside it. Throws system errors.
 */
export function removeWhole(path: string): void {
  const parent = dirname(path);
  const hidden = join(parent, GONE + randomUUID());
  removeStale(parent);
  renameSync(path, hidden);
  syncFolder(parent);
  rmSync(hidden, { recursive: true, force: true, maxRetries: 3 });
}

const looked = new Map<string, number>();

function removeStaleNow(parent: string): void {
  const now = performance.now();
  if (now - (looked.get(parent) ?? -LOOK_MS) < LOOK_MS) return;
  removeStale(parent);
  looked.set(parent, now);
}

/** Removes what kills left behind, once it is certainly dead. */
function removeStale(parent: string): void {
  for (const name of readdirSync(parent)) {
    const age = STALE_MS[name.slice(0, name.indexOf('-') + 1)];
    if (age === undefined) continue;
    const path = join(parent, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > age) rmSync(path, { recursive: true, force: true });
  }
}
