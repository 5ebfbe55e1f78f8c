import type { Colours } from './colour.js';
import { plain } from './plain.js';

export type Pair = readonly [name: string, text: string | undefined];

/** Names to the left, aligned, and what they stand for; a pair without a text is left out. */
export function pairs(rows: readonly Pair[], colours: Colours): string[] {
  const given = rows.filter(([, text]) => text !== undefined && text !== '');
  const width = Math.max(0, ...given.map(([name]) => name.length));
  return given.map(([name, text]) => `${colours.dim(name.padEnd(width))}   ${plain(text!)}`);
}
