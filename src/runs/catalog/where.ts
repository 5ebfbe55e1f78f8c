import { UserError } from '../../errors.js';
import { nearest } from '../../experiment/nearest.js';
import type { Entry } from './entry.js';
import type { FactTable } from './facts-file.js';

/** Fields that `--where` and `--sort` know beside `tag`, metrics and keys of the experiment. */
const FIELDS = [
  'status',
  'name',
  'started',
  'seconds',
  'epochs',
  'seed',
  'engine',
  'parameters',
  'passed',
  'parent',
  'experiment_hash',
  'data_hash',
] as const;

type One = string | number | boolean | null | undefined;
/** What a run has for a key; tags are several. */
export type Value = One | readonly string[];

/**
 * How to read a key of a run: a field, its tags, a metric (`test.accuracy`), or what it was made of
 * (`optimizer.adam.learning_rate`), for which alone `facts` is asked.
 *
 * @throws UserError for a key that none of these runs has. `where`: who asks, for the message.
 */
export function readerOf(
  key: string,
  entries: readonly Entry[],
  facts: () => FactTable,
  where: string,
): (entry: Entry) => Value {
  if (key === 'tag') return ({ tags }) => tags;
  if (isField(key)) return (entry) => entry[key];
  const metric = ({ metrics }: Entry) => (Object.hasOwn(metrics, key) ? metrics[key] : undefined);
  if (entries.length === 0 || entries.some((entry) => metric(entry) !== undefined)) return metric;
  const table = facts();
  const column = table.column(key);
  if (column.size > 0) return ({ id }) => column.get(id);
  throw unknown(key, entries, table.keys, where);
}

const isField = (key: string): key is (typeof FIELDS)[number] => (FIELDS as readonly string[]).includes(key);

function unknown(key: string, entries: readonly Entry[], keys: readonly string[], where: string): UserError {
  const metrics = [...new Set(entries.flatMap((entry) => Object.keys(entry.metrics)))].sort();
  const near = nearest(key, [...metrics, 'tag', ...FIELDS, ...keys]);
  const hint =
    `${near === undefined ? '' : `did you mean ${near}? `}expected a metric (${metrics.join(', ') || 'these runs have none'}), ` +
    `a key of the experiment such as training.batch_size, tag, or one of ${FIELDS.join(', ')}`;
  return new UserError({ message: `${where}: no run has ${key}`, hint });
}

export interface Condition {
  readonly text: string;
  readonly key: string;
  holds(value: Value): boolean;
}

type Test = (order: number) => boolean;

const TESTS: { readonly [operator: string]: Test } = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

/**
 * `test.accuracy>0.97`, `seed=3`, `training.batch_size!=full`, `tag=good`: numbers are compared as numbers, all else as
 * text. A run that has not such a key, or a metric that is not finite, meets no condition. Of several tags one has to
 * meet it; with `!=`, all.
 *
 * @throws UserError for a text that is no condition.
 */
export function parseCondition(text: string): Condition {
  const [, key, operator, wanted] = /^\s*([^<>=!]+?)\s*(>=|<=|!=|>|<|==?)\s*(.+?)\s*$/.exec(text) ?? [];
  if (key === undefined || operator === undefined || wanted === undefined) {
    const message = `--where ${text}: found no condition, expected key, operator and value`;
    throw new UserError({ message, hint: "such as 'test.accuracy>0.97', with one of > >= < <= = !=" });
  }
  const test = TESTS[operator === '==' ? '=' : operator]!;
  const holds = (found: One) => {
    if (found === undefined || found === null) return false;
    const number = Number(wanted);
    if (typeof found === 'number') return Number.isNaN(number) ? operator === '!=' : test(found - number);
    const text = String(found);
    // `full` is no number, and neither more nor less than one; a date is compared with a year.
    if (!Number.isNaN(number) && !/^\d/.test(text)) return operator === '!=';
    return test(compare(text, wanted));
  };
  return {
    text,
    key,
    holds: (value) => {
      if (!isList(value)) return holds(value);
      return operator === '!=' ? value.every(holds) : value.some(holds);
    },
  };
}

const isList = (value: Value): value is readonly string[] => Array.isArray(value);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
