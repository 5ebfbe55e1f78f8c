import { UserError } from '../../errors.js';
import type { Entry } from './entry.js';

/** Fields that `--where` and `--sort` know beside metrics. */
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
  'experiment_hash',
  'data_hash',
] as const;

type Field = string | number | boolean | null | undefined;

/** A field of a run, or a metric of it: `test.accuracy`. Undefined for a metric that it has not. */
export function fieldOf(entry: Entry, key: string): Field {
  return (FIELDS as readonly string[]).includes(key)
    ? entry[key as (typeof FIELDS)[number]]
    : entry.metrics[key];
}

/** Throws a UserError for a key that is neither a field nor a metric of any of these runs. */
export function checkKey(key: string, entries: readonly Entry[], where: string): void {
  if (entries.length === 0 || (FIELDS as readonly string[]).includes(key)) return;
  const metrics = [...new Set(entries.flatMap((entry) => Object.keys(entry.metrics)))].sort();
  if (metrics.includes(key)) return;
  const hint = `expected a metric (${metrics.join(', ') || 'these runs have none'}) or one of ${FIELDS.join(', ')}`;
  throw new UserError({ message: `${where}: no run has ${key}`, hint });
}

export interface Condition {
  readonly text: string;
  readonly key: string;
  holds(entry: Entry): boolean;
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
 * `test.accuracy>0.97`, `seed=3`, `engine!=cpu`: numbers are compared as numbers, all else as text. A run that has not
 * such a metric, or one that is not finite, meets no condition.
 *
 * @throws UserError for a text that is no condition.
 */
export function parseCondition(text: string): Condition {
  const [, key, operator, wanted] = /^\s*([\w.-]+?)\s*(>=|<=|!=|>|<|==?)\s*(.+?)\s*$/.exec(text) ?? [];
  if (key === undefined || operator === undefined || wanted === undefined) {
    const message = `--where ${text}: found no condition, expected key, operator and value`;
    throw new UserError({ message, hint: "such as 'test.accuracy>0.97', with one of > >= < <= = !=" });
  }
  const test = TESTS[operator === '==' ? '=' : operator]!;
  const number = Number(wanted);
  return {
    text,
    key,
    holds(entry) {
      const found = fieldOf(entry, key);
      if (found === undefined || found === null) return false;
      if (typeof found !== 'number') return test(compare(String(found), wanted));
      return !Number.isNaN(number) && test(found - number);
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
