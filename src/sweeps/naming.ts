import type { SweepRecord, Trial } from './record/record.js';

/** Paths that may have more than one value, as the parameters of a sweep say; all, where none may. */
export function variedPaths(parameters: SweepRecord['parameters']): readonly string[] {
  const isFixed = ({ value, values }: { readonly [option: string]: unknown }) =>
    value !== undefined || (Array.isArray(values) && values.length === 1);
  const paths = Object.keys(parameters);
  const varied = paths.filter((path) => !isFixed(parameters[path]!));
  return varied.length > 0 ? varied : paths;
}

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
