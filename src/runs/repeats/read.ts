import { join } from 'node:path';
import { ioError } from '../../disk/io-error.js';
import { isGone } from '../../disk/process.js';
import { readSmall } from '../../disk/read.js';
import { UserError } from '../../errors.js';
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
  const record = parseRepeat(textOf(file), file);
  if (record.status !== 'running' || !isGone(record.process)) return record;
  const ended = (status: RepeatRecord['children'][number]['status']) =>
    status === 'running' ? ('interrupted' as const) : status;
  const children = record.children.map((child) => ({ ...child, status: ended(child.status) }));
  return { ...record, status: 'interrupted', children };
}

/** The record in the text of a repeat.json. */
export function parseRepeat(text: string, file: string): RepeatRecord {
  let value: RepeatRecord;
  try {
    value = JSON.parse(text) as RepeatRecord;
  } catch (error) {
    throw notARepeat(file, `that is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw notARepeat(file, 'that is not an object');
  const { schema_version: version } = value;
  if (version !== REPEAT_VERSION) {
    throw notARepeat(file, `of schema_version ${JSON.stringify(version) ?? 'none'}, not ${REPEAT_VERSION}`);
  }
  const wrong = Object.entries(NEEDED).find(([key, test]) => !test(value[key as keyof RepeatRecord]));
  if (wrong) throw notARepeat(file, `whose ${wrong[0]} is not what a repeat holds there`);
  return value;
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

function textOf(file: string): string {
  try {
    return readSmall(file, MOST_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw ioError(error, 'read the repeat', file);
    const hint = 'a repeat is a folder that `dlx run FILE --repeat N` makes';
    throw new UserError({ file, message: 'no repeat found here', hint });
  }
}

function notARepeat(file: string, found: string): UserError {
  const hint =
    'the file was changed or damaged, or written by another version of dlx; its runs may be intact';
  return new UserError({ file, message: `expected what came of a repeat, found something ${found}`, hint });
}
