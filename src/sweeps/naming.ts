import type { SweepRecord, Trial } from './record/record.js';

/**
 * Paths that may have more than one value, as the parameters of a sweep say; all, where none may. Of parameters that change
 * together, one stands for all where its values tell them apart in a word.
 */
export function variedPaths({ parameters, zip }: Pick<SweepRecord, 'parameters' | 'zip'>): readonly string[] {
  const listOf = (path: string) => {
    const values = parameters[path]?.values;
    return Array.isArray(values) ? values : [];
  };
  const hidden = new Set(
    zip.flatMap((paths) => {
      const rows = listOf(paths[0]!).map((_, row) => paths.map((path) => [path, listOf(path)[row]]));
      const one = spokesman(
        paths,
        rows.map((row) => ({ values: Object.fromEntries(row) })),
      );
      return one === undefined ? [] : paths.filter((path) => path !== one);
    }),
  );
  const isFixed = (path: string) => parameters[path]!.value !== undefined || listOf(path).length === 1;
  const paths = Object.keys(parameters).filter((path) => !hidden.has(path));
  const varied = paths.filter((path) => !isFixed(path));
  return varied.length > 0 ? varied : paths;
}

/** A word is no longer than this. */
const LONGEST = 24;

/** Of parameters that change together, the first whose values are words or numbers, another one for each combination. */
export function spokesman(
  paths: readonly string[],
  trials: readonly Pick<Trial, 'values'>[],
): string | undefined {
  const distinct = (of: readonly string[]) =>
    new Set(trials.map(({ values }) => JSON.stringify(of.map((path) => values[path])))).size;
  const combinations = distinct(paths);
  return paths.find(
    (path) => trials.every(({ values }) => isWord(values[path])) && distinct([path]) === combinations,
  );
}

const isWord = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST);

/** Paths that have more than one value among trials: what is the same in all says nothing about one. */
export function varyingPaths(trials: readonly Pick<Trial, 'values'>[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const trial of trials) {
    for (const [path, value] of Object.entries(trial.values)) {
      const known = values.get(path) ?? new Set();
      values.set(path, known.add(JSON.stringify(value)));
    }
  }
  // What plays no part in some trials tells those from the others.
  const inAll = (path: string) => trials.every((trial) => Object.hasOwn(trial.values, path));
  const varying = [...values].filter(([path, known]) => known.size > 1 || !inAll(path));
  return (varying.length > 0 ? varying : [...values]).map(([path]) => path);
}

/** The fewest last parts of each path that no other path ends with. */
export function shortPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.map((path) => {
      const parts = path.split('.');
      for (let count = 1; count < parts.length; count++) {
        const end = parts.slice(-count).join('.');
        if (paths.every((other) => other === path || !`.${other}`.endsWith(`.${end}`))) return [path, end];
      }
      return [path, path];
    }),
  );
}

/** A value in a few characters. */
export function valueText(value: unknown): string {
  const text =
    typeof value === 'number'
      ? shortNumber(value)
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** Whole numbers as they are. */
export const shortNumber = (value: number | null) =>
  value === null ? '-' : String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
