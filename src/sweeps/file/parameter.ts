import type { Finding, Path } from '../../experiment/path.js';
import type { Axis, Value } from '../distributions/distribution.js';
import { distributions } from '../distributions/index.js';

/** A parameter as it stands in a sweep file; it fits the schema. */
export type Written = { readonly [key: string]: unknown };

/** The axis of a parameter, or what is wrong with it. `repeats`: whether a value may stand in its list twice. */
export function axisOf(written: Written, path: Path, repeats = false): Axis | Finding {
  const { distribution, when: _when, ...given } = written;
  const name = distribution ?? impliedBy(given);
  const found = distributions.find((one) => one.name === name);
  if (!found) {
    const message = `found ${list(Object.keys(given))}, expected value, values, or min and max`;
    return { path, at: 'key', message, hint: 'or name a distribution' };
  }
  const { properties, required = [] } = found.options;
  const missing = required.filter((key) => given[key] === undefined);
  if (missing.length > 0) {
    const hint = `${found.name}: ${found.summary} It takes ${list(Object.keys(properties))}`;
    return { path, at: 'key', message: `${found.name} lacks ${list(missing)}`, hint };
  }
  const odd = Object.keys(given).find((key) => !Object.hasOwn(properties, key));
  if (odd !== undefined) {
    const message = `found ${odd}, which ${found.name} has not`;
    return { path: [...path, odd], at: 'key', message, hint: `it takes ${list(Object.keys(properties))}` };
  }
  const broken = Object.entries(properties).find(
    ([key, { type }]) => type === 'integer' && given[key] !== undefined && !Number.isInteger(given[key]),
  );
  if (broken) {
    const message = `found ${String(given[broken[0]])}, expected a whole number for ${found.name}`;
    return { path: [...path, broken[0]], message };
  }
  const again = repeats ? -1 : repeatedIn((given.values ?? []) as readonly unknown[]);
  if (again >= 0) {
    return { path: [...path, 'values', again], message: 'found the value a second time, expected it once' };
  }
  const options = { ...defaultsOf(properties), ...given } as never;
  const message = found.problem?.(options);
  return message === undefined ? found.axis(options) : { path, message };
}

/** The place of the first value that stands before, too; -1 where there is none. */
export function repeatedIn(values: readonly unknown[]): number {
  const keys = values.map((value) => JSON.stringify(value));
  return keys.findIndex((key, i) => keys.indexOf(key) < i);
}

/** As W&B reads what names no distribution. */
function impliedBy(given: Written): string | undefined {
  const has = (...keys: string[]) => keys.every((key) => given[key] !== undefined);
  if (has('values')) return 'categorical';
  if (has('value')) return 'constant';
  if (has('min', 'max', 'q')) return 'q_uniform';
  if (has('min', 'max')) return [given.min, given.max].every(Number.isInteger) ? 'int_uniform' : 'uniform';
  return undefined;
}

/** The values of `when`, by the path of the parameter. */
export function conditionsOf({ when }: Written): ReadonlyMap<string, readonly Value[]> {
  const entries = Object.entries((when ?? {}) as Written);
  return new Map(entries.map(([path, values]) => [path, Array.isArray(values) ? values : [values]]));
}

function defaultsOf(properties: { readonly [key: string]: { readonly default?: unknown } }): Written {
  const entries = Object.entries(properties).filter(([, schema]) => schema.default !== undefined);
  return Object.fromEntries(entries.map(([key, schema]) => [key, schema.default]));
}

const list = (words: readonly string[]) => words.join(', ') || 'nothing';
