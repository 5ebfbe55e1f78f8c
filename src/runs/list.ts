import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ioError } from '../disk/io-error.js';
import { UserError } from '../errors.js';
import { parseId } from './id.js';
import { readRun } from './read.js';
import type { RunRecord } from './record.js';

/** A run on disk. */
export interface StoredRun {
  readonly folder: string;
  readonly record: RunRecord;
}

/** The run of an id. Throws a UserError where its record cannot be read. */
export function runAt(runsDir: string, id: string): StoredRun {
  const folder = join(runsDir, id);
  return { folder, record: readRun(folder) };
}

/** The same; undefined where its record cannot be read. */
export function tryRunAt(runsDir: string, id: string): StoredRun | undefined {
  try {
    return runAt(runsDir, id);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}

/**
 * All runs of a folder, newest first; none where the folder does not exist. A record that cannot be read is
 * left out, with a warning in one line. Throws a UserError (exit 4) where the folder cannot be read.
 */
export function listRuns(runsDir: string): { runs: readonly StoredRun[]; warnings: readonly string[] } {
  const runs: StoredRun[] = [];
  const warnings: string[] = [];
  for (const id of listIds(runsDir)) {
    try {
      runs.push(runAt(runsDir, id));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      warnings.push(`skipped ${error.message.split('\n')[0]}`);
    }
  }
  return { runs, warnings };
}

/** Ids of all runs of a folder, newest first, without reading more records than needed. */
export function listIds(runsDir: string): readonly string[] {
  const ids = idsIn(runsDir);
  const time = (id: string) => parseId(id)!.time;
  const tied = new Set<string>();
  const seen = new Set<string>();
  for (const id of ids) (seen.has(time(id)) ? tied : seen).add(time(id));
  // ids tell seconds only: starts within one second are told apart by their records
  const started = new Map(ids.map((id) => [id, tied.has(time(id)) ? startOf(join(runsDir, id)) : '']));
  const ordinal = (id: string) => parseId(id)!.ordinal;
  return ids.sort(
    (a, b) =>
      compare(time(b), time(a)) ||
      compare(started.get(b)!, started.get(a)!) ||
      ordinal(b) - ordinal(a) ||
      compare(a, b),
  );
}

/** Ids of all runs of a folder, in no order; none where it does not exist. */
export function idsIn(runsDir: string): string[] {
  return namesIn(runsDir).filter((name) => parseId(name));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Names of all files and folders of a runs folder; none where it does not exist. */
export function namesIn(runsDir: string): string[] {
  try {
    return readdirSync(runsDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw ioError(error, 'list the runs', runsDir);
  }
}

function startOf(folder: string): string {
  try {
    return readRun(folder).times.started;
  } catch {
    return '';
  }
}
