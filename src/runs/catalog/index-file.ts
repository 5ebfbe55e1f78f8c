import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSmall } from '../../disk/read.js';
import type { Entry } from './entry.js';

/** An entry, and the state of the run.json that it was read from. */
export interface Indexed {
  readonly mark: string;
  readonly entry: Entry;
}

/** What is known of the runs of a folder, by id. */
export type Index = ReadonlyMap<string, Indexed>;

const VERSION = 1;
const MOST_BYTES = 2 ** 28;
const fileIn = (runsDir: string) => join(runsDir, '.index.json');

/** Changes whenever a run.json is written anew: its inode, size and time. Throws system errors. */
export function markOf(runFile: string): string {
  const { ino, size, mtimeMs } = lstatSync(runFile);
  return `${ino}-${size}-${mtimeMs}`;
}

/** The index of a runs folder; empty where there is none, or one that is broken or of another version. */
export function readIndex(runsDir: string): Index {
  try {
    const found = JSON.parse(readSmall(fileIn(runsDir), MOST_BYTES)) as { version: number; runs: Indexed[] };
    if (found.version !== VERSION || !found.runs.every(isIndexed)) return new Map();
    return new Map(found.runs.map((one) => [one.entry.id, one]));
  } catch {
    // It holds nothing that the records do not.
    return new Map();
  }
}

export function writeIndex(runsDir: string, index: Index): void {
  replaceCopy(runsDir, 'index', { version: VERSION, runs: [...index.values()] });
}

/** Replaces `.NAME.json`, a copy of what the records say: it need not be on disk, nor be written at all. */
export function replaceCopy(runsDir: string, name: string, value: unknown): void {
  const beside = join(runsDir, `.${name}-${process.pid}.new`);
  try {
    writeFileSync(beside, JSON.stringify(value));
    renameSync(beside, join(runsDir, `.${name}.json`));
  } catch {
    // A folder that cannot be written is read all the same, only slower.
    rmSync(beside, { force: true });
  }
}

const isIndexed = (one: unknown): one is Indexed => {
  const { mark, entry } = one as Indexed;
  const { id, name, status, started, tags, metrics } = entry;
  const texts = [mark, id, name, status, started].every((text) => typeof text === 'string');
  return texts && Array.isArray(tags) && typeof metrics === 'object' && metrics !== null;
};
