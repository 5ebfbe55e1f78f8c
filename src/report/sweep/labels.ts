import type { Value } from '../../sweeps/distributions/distribution.js';
import { valueText } from '../../sweeps/naming.js';
import type { Results } from '../../sweeps/results/results.js';

/** Words for values in a picture, where there is little room. */
export interface Labels {
  of(path: string, value: Value): string;
  /** What letters stand for. */
  readonly legend: readonly { readonly path: string; readonly label: string; readonly text: string }[];
}

const LONGEST = 18;

/** For what differs between trials. Short values as they are; lists, maps and long texts by a letter each. */
export function labelsOf({ sweep: { trials }, varying }: Pick<Results, 'sweep' | 'varying'>): Labels {
  const letters = new Map<string, Map<string, string>>();
  for (const { path } of varying) {
    for (const { values } of trials) {
      const value = values[path];
      if (!isLong(value)) continue;
      const known = letters.get(path) ?? new Map<string, string>();
      const text = JSON.stringify(value);
      if (!known.has(text)) known.set(text, letter(known.size));
      letters.set(path, known);
    }
  }
  return {
    of: (path, value) => letters.get(path)?.get(JSON.stringify(value)) ?? shortened(valueText(value)),
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
