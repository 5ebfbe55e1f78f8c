import type { Value } from '../../sweeps/distributions/distribution.js';
import { valueText } from '../../sweeps/progress/text.js';
import type { Trial } from '../../sweeps/record/record.js';

/** Words for values in a picture, where there is little room. */
export interface Labels {
  /** For the value of one parameter, or the values of several that change together. */
  of(paths: readonly string[], value: Value): string;
  /** What letters stand for. */
  readonly legend: readonly { readonly path: string; readonly label: string; readonly text: string }[];
}

const LONGEST = 18;

/** Short values as they are; lists, maps and long texts by a letter each. */
export function labelsOf(trials: readonly Trial[]): Labels {
  const letters = new Map<string, Map<string, string>>();
  for (const { values } of trials) {
    for (const [path, value] of Object.entries(values)) {
      if (!isLong(value)) continue;
      const known = letters.get(path) ?? new Map<string, string>();
      const text = JSON.stringify(value);
      if (!known.has(text)) known.set(text, letter(known.size));
      letters.set(path, known);
    }
  }
  const one = (path: string, value: Value) =>
    letters.get(path)?.get(JSON.stringify(value)) ?? shortened(valueText(value));
  return {
    of: (paths, value) =>
      paths.length === 1
        ? one(paths[0]!, value)
        : paths.map((path, i) => one(path, (value as readonly Value[])[i])).join(' / '),
    legend: [...letters].flatMap(([path, known]) =>
      [...known].map(([text, label]) => ({ path, label, text })),
    ),
  };
}

function isLong(value: Value): boolean {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).length > LONGEST;
  return typeof value === 'string' && value.length > LONGEST;
}

const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** A, B, …, Z, A1, … */
const letter = (i: number) => `${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : Math.floor(i / 26)}`;
