import { join } from 'node:path';
import { isGone } from '../../disk/process.js';
import { notOne, parseFamilyFile, readFamilyFile } from '../family-file.js';
import { STATUSES } from '../record.js';
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
} from '../value-tests.js';
import { CHILD_STATUSES, REPEAT_FILE, REPEAT_VERSION, type RepeatRecord } from './record.js';

const MOST_BYTES = 2 ** 24;

/**
 * Reads what came of a repeat, from its folder. One that says `running` and whose process is gone is returned as
 * `interrupted`, and so is its run that was going on.
 *
 * @throws UserError: exit 2 for a file that is missing or none of dlx's, 4 where it cannot be read.
 */
export function readRepeat(folder: string): RepeatRecord {
  const file = join(folder, REPEAT_FILE);
  const record = parseRepeat(readFamilyFile('repeat', file, MOST_BYTES), file);
  if (record.status !== 'running' || !isGone(record.process)) return record;
  const ended = (status: RepeatRecord['children'][number]['status']) =>
    status === 'running' ? ('interrupted' as const) : status;
  const children = record.children.map((child) => ({ ...child, status: ended(child.status) }));
  return { ...record, status: 'interrupted', children };
}

/** The record in the text of a repeat.json. */
export function parseRepeat(text: string, file: string): RepeatRecord {
  const value = parseFamilyFile('repeat', text, file, REPEAT_VERSION);
  const wrong = Object.entries(NEEDED).find(([key, test]) => !test(value[key]));
  if (wrong) throw notOne('repeat', file, `whose ${wrong[0]} is not what a repeat holds there`);
  return value as unknown as RepeatRecord;
}

const isError = orNull(having({ message: isText, exit_code: isNumber }));
const isOutcome = having({ metric: isText, value: isValue, min: isValue, max: isValue });
const isChild = having({
  seed: isNumber,
  id: orNull(isText),
  status: (value) => CHILD_STATUSES.some((status) => status === value),
  expect: listOf(isOutcome),
  error: isError,
});
const isSpread = having({
  count: isNumber,
  mean: isNumber,
  min: isNumber,
  max: isNumber,
  deviation: isValue,
  interval: orNull(having({ low: isNumber, high: isNumber })),
});

const NEEDED: { readonly [key in keyof RepeatRecord]?: Test } = {
  id: (value) => isText(value) && /^[\p{L}\p{N}\p{M}._-]{1,255}$/u.test(value as string),
  name: isText,
  status: (value) => STATUSES.some((status) => status === value),
  file: isText,
  overrides: isTexts,
  experiment_hash: isText,
  seed: isNumber,
  process: isMap,
  times: having({ started: isText, seconds: isValue }),
  resumed: isTexts,
  children: listOf(isChild),
  metrics: mapOf(mapOf(isSpread)),
  error: isError,
};
