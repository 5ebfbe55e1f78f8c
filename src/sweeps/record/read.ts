import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isGone } from '../../disk/process.js';
import { UserError } from '../../errors.js';
import { notOne, parseFamilyFile, readFamilyFile } from '../../runs/family-file.js';
import { STATUSES } from '../../runs/record.js';
import {
  having,
  isMap,
  isNumber,
  isText,
  isTexts,
  isValue,
  listOf,
  mapOf,
  orNull,
  type Test,
} from '../../runs/value-tests.js';
import { parseEvents, trialsOf } from './events.js';
import {
  type StoredSweep,
  SWEEP_FILE,
  SWEEP_VERSION,
  type SweepRecord,
  TRIALS_FILE,
  type Trial,
} from './record.js';

const MOST_BYTES = 2 ** 24;
/** Of a million trials. */
const MOST_TRIAL_BYTES = 2 ** 30;

/**
 * A sweep from its folder. One that says `running` and whose process is gone is returned as `interrupted`, and those of
 * its trials that were going on as waiting.
 *
 * @throws UserError: exit 2 for a file that is missing or none of dlx's, 4 where it cannot be read.
 */
export function readSweepFolder(folder: string): StoredSweep {
  const record = readRecord(folder);
  const trials = readTrials(folder);
  if (record.status === 'running' && !isGone(record.process)) return { folder, record, trials };
  const ended = (trial: Trial): Trial =>
    trial.status === 'running' ? { ...trial, status: 'waiting' } : trial;
  const status = record.status === 'running' ? 'interrupted' : record.status;
  return { folder, record: { ...record, status }, trials: trials.map(ended) };
}

/** Its sweep.json, as it stands there. */
export function readRecord(folder: string): SweepRecord {
  const file = join(folder, SWEEP_FILE);
  return parseSweep(readFamilyFile('sweep', file, MOST_BYTES), file);
}

/** What its trials.jsonl comes to; `damaged` hears of lines that say nothing. */
export function readTrials(folder: string, damaged?: (line: number) => void): readonly Trial[] {
  const file = join(folder, TRIALS_FILE);
  if (!existsSync(file)) {
    const hint = 'the runs of its trials may be intact: `dlx compare SWEEP` lists them';
    throw new UserError({ file, message: 'is missing: nothing says which trials there were', hint });
  }
  return trialsOf(parseEvents(readFamilyFile('sweep', file, MOST_TRIAL_BYTES), file, damaged));
}

/** The record in the text of a sweep.json. */
export function parseSweep(text: string, file: string): SweepRecord {
  const value = parseFamilyFile('sweep', text, file, SWEEP_VERSION);
  const wrong = Object.entries(NEEDED).find(([key, test]) => !test(value[key]));
  if (wrong) throw notOne('sweep', file, `whose ${wrong[0]} is not what a sweep holds there`);
  return value as unknown as SweepRecord;
}

const isGoal: Test = (value) => value === 'maximize' || value === 'minimize';

const NEEDED: { readonly [key in keyof SweepRecord]?: Test } = {
  id: (value) => isText(value) && /^[\p{L}\p{N}\p{M}._-]{1,255}$/u.test(value as string),
  name: isText,
  description: orNull(isText),
  status: (value) => STATUSES.some((status) => status === value),
  file: orNull(isText),
  grid: isTexts,
  experiment: isText,
  experiment_hash: isText,
  method: isText,
  seed: isNumber,
  run_cap: isValue,
  objectives: (value) =>
    listOf(having({ name: isText, goal: isGoal }))(value) && (value as unknown[]).length > 0,
  early_terminate: orNull(having({ type: isText, min_iter: isNumber, eta: isNumber })),
  parameters: mapOf(isMap),
  zip: listOf(isTexts),
  constraints: isTexts,
  workers: isNumber,
  process: isMap,
  times: having({ started: isText, ended: orNull(isText), seconds: isValue }),
  resumed: isTexts,
  error: orNull(having({ message: isText, exit_code: isNumber })),
};
