import type { Problem } from '../errors.js';
import { quote } from './describe.js';
import { readSource } from './source.js';

/** `path=value` as given on the command line, its value read as YAML. */
export interface Override {
  /** How problems name it: `override 'training.epochs=1'`. */
  readonly label: string;
  /** Keys and indices; keys may still be parts of one key that holds dots. */
  readonly segments: readonly (string | number)[];
  readonly value: unknown;
}

/** How problems name the override of this text. */
export const overrideLabel = (text: string) => `override '${quote(text).slice(1, -1)}'`;

/** Reads an override, or says what is wrong with it. */
export function parseOverride(text: string): {
  readonly override?: Override;
  readonly problems: readonly Problem[];
} {
  const label = overrideLabel(text);
  const fail = (message: string, hint: string) => ({ problems: [{ file: label, message, hint }] });
  const equals = text.indexOf('=');
  const form = 'write path=value, as in training.epochs=1';
  if (equals < 1) return fail(`found ${equals === 0 ? 'no path' : 'no `=`'}, expected path=value`, form);
  const path = text.slice(0, equals).trim();
  const segments = segmentsOf(path);
  if (!segments)
    return fail(`${quote(path)} is not a path`, 'write a path as in architecture[1].Dense.units');
  const written = text.slice(equals + 1);
  const { value, faults } = readSource(written, label);
  if (faults.length > 0)
    return {
      problems: faults.map(({ problem: { message, hint } }) => ({ file: label, key: path, message, hint })),
    };
  if (value === null && written.trim() === '') return fail('found no value after `=`', form);
  return { override: { label, segments, value }, problems: [] };
}

/** Experiments nest about ten deep. */
const MOST_SEGMENTS = 100;

/** `architecture[1].Dense.units` -> architecture, 1, Dense, units. */
function segmentsOf(path: string): readonly (string | number)[] | undefined {
  const segments: (string | number)[] = [];
  for (const piece of path.split('.')) {
    const match = /^([^[\]]*)((?:\[\d{1,9}\])*)$/.exec(piece);
    if (!match) return undefined;
    const [, key = '', indices = ''] = match;
    if (key === '') return undefined;
    segments.push(key, ...[...indices.matchAll(/\d+/g)].map((index) => Number(index[0])));
    if (segments.length > MOST_SEGMENTS) return undefined;
  }
  return segments;
}
