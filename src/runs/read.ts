import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ioError } from '../disk/io-error.js';
import { isGone } from '../disk/process.js';
import { readSmall } from '../disk/read.js';
import { UserError } from '../errors.js';
import { type RunRecord, SCHEMA_VERSION } from './record.js';
import { misfitOf } from './shape.js';

/**
 * Reads a run record. `path`: the run's folder or its run.json. A run that says `running` and whose process is gone
 * is returned as `interrupted`.
 *
 * Throws a UserError: exit 2 for a file that is missing or no record, 4 where it cannot be read.
 */
export function readRun(path: string): RunRecord {
  const record = storedRun(path);
  const killed = record.status === 'running' && isGone(record.process ?? {});
  return killed ? { ...record, status: 'interrupted' } : record;
}

/** The same as the file has it, whatever has become of the run's process. */
export function storedRun(path: string): RunRecord {
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, 'run.json') : path;
  return parseRun(textOf(file), file);
}

/** The record in the text of a run.json. */
export function parseRun(text: string, file: string): RunRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const found = text.trim() === '' ? 'the file is empty' : (error as Error).message;
    throw notARecord(file, `that is not valid JSON: ${found}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw notARecord(file, 'that is not an object');
  const { schema_version: version, ...rest } = value as { [key: string]: unknown };
  if (version !== SCHEMA_VERSION) throw wrongVersion(file, version);
  const misfit = misfitOf(rest);
  if (misfit) throw notARecord(file, misfit);
  return value as RunRecord;
}

/** A resolved experiment takes some hundred kilobytes at most. */
const MOST_BYTES = 2 ** 24;

function textOf(file: string): string {
  try {
    return readSmall(file, MOST_BYTES);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw ioError(error, 'read the run record', file);
    const hint = 'a run is a folder that holds a run.json: list them with `ls` in the runs folder';
    throw new UserError({ file, message: 'no run record found here', hint });
  }
}

function notARecord(file: string, found: string): UserError {
  const hint = 'the file was changed or damaged; metrics.csv and experiment.yaml beside it may be intact';
  return new UserError({ file, message: `expected a run record, found one ${found}`, hint });
}

function wrongVersion(file: string, found: unknown): UserError {
  const message = `expected schema_version ${SCHEMA_VERSION}, found ${JSON.stringify(found) ?? 'none'}`;
  const newer = typeof found === 'number' && found > SCHEMA_VERSION;
  const hint = newer ? 'written by a newer dlx: update dlx' : `is ${basename(file)} a run record of dlx?`;
  return new UserError({ file, message, hint });
}
