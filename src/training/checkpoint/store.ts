import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkMemory } from '../../datasets/files/memory.js';
import { syncFolder, writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import { EXIT, UserError } from '../../errors.js';
import { DamagedFile, decode, encode, type Stored } from './format.js';

/** Where the checkpoints of a run's folder are. */
export const checkpointsOf = (runFolder: string) => join(runFolder, 'checkpoints');

const BEST = 'best.safetensors';
const STEP = /^step-(\d{8,15})\.safetensors$/;
const nameOf = (step: number) => `step-${String(step).padStart(8, '0')}.safetensors`;

/** Steps of which a folder has checkpoints, the newest first; none where it does not exist. Throws system errors. */
export function stepsIn(folder: string): number[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const steps = names.flatMap((name) => STEP.exec(name)?.[1] ?? []).map(Number);
  return steps.sort((a, b) => b - a);
}

/**
 * Writes the checkpoint of a step, and then removes those that are not to be kept: older ones than the `keep` newest,
 * and later ones, which training has left behind because they were damaged.
 *
 * @throws UserError (exit 4) where the disk does not do its part; what was there before is intact.
 */
export function writeCheckpoint(folder: string, step: number, stored: Stored, keep: number): void {
  writeInto(folder, nameOf(step), stored);
  withIoErrors('remove an old checkpoint', folder, () => {
    const steps = stepsIn(folder);
    const kept = steps.filter((other) => other <= step).slice(0, keep);
    for (const other of steps) {
      if (!kept.includes(other)) rmSync(join(folder, nameOf(other)), { force: true });
    }
  });
}

/** Writes the best weights. @throws UserError (exit 4) as `writeCheckpoint`. */
export function writeBest(folder: string, stored: Stored): void {
  writeInto(folder, BEST, stored);
}

function writeInto(folder: string, name: string, stored: Stored): void {
  const path = join(folder, name);
  withIoErrors('write a checkpoint', path, () => {
    makeFolder(folder);
    writeAtomic(path, encode(stored));
  });
}

/** Never the folder above it: where that has vanished, something is wrong. */
function makeFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    const hint = 'a run writes into its own folder only: put a folder in its place';
    throw new UserError({ file: folder, message: 'is a symbolic link, expected a folder', hint }, EXIT.io);
  }
  if (found) return;
  mkdirSync(folder);
  syncFolder(dirname(folder));
}

/** What was read from a checkpoint, or why it was passed over. */
export type Read<T> = { readonly step: number; readonly path: string; readonly value: T };

/**
 * The newest checkpoint that checks out and that `use` accepts by not throwing a DamagedFile; whatever else it throws
 * is thrown. `passed` hears of each one before it that does not check out, in one sentence.
 */
export function readNewest<T>(
  folder: string,
  use: (stored: Stored) => T,
  passed: (sentence: string) => void,
): Read<T> | undefined {
  for (const step of withIoErrors('look for checkpoints', folder, () => stepsIn(folder))) {
    const path = join(folder, nameOf(step));
    try {
      return { step, path, value: use(readStored(path)) };
    } catch (error) {
      passed(`${path} ${reasonOf(error)}`);
    }
  }
  return undefined;
}

/** The best weights, as `readNewest`; undefined where there are none. */
export function readBest<T>(
  folder: string,
  use: (stored: Stored) => T,
  passed: (sentence: string) => void,
): { readonly path: string; readonly value: T } | undefined {
  const path = join(folder, BEST);
  try {
    return { path, value: use(readStored(path)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') passed(`${path} ${reasonOf(error)}`);
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DamagedFile) return error.message;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) return `cannot be read (${code})`;
  throw error;
}

/** Reads as many bytes as the file has, if they fit into memory. Throws DamagedFile, UserError, system errors. */
function readStored(path: string): Stored {
  // Asked first, because opening a pipe waits for its writer, and a link may lead anywhere.
  if (!lstatSync(path).isFile()) throw new DamagedFile('is not a file');
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    checkFits(size);
    const bytes = Buffer.allocUnsafeSlow(size);
    let done = 0;
    for (let read = -1; read !== 0 && done < size; done += read) {
      read = readSync(file, bytes, done, Math.min(size - done, 2 ** 30), done);
    }
    return decode(bytes.subarray(0, done));
  } finally {
    closeSync(file);
  }
}

function checkFits(size: number): void {
  try {
    checkMemory(2 * size, 'reading it', {});
  } catch (error) {
    throw error instanceof UserError ? new DamagedFile(`is too large: ${error.problems[0]!.message}`) : error;
  }
}
