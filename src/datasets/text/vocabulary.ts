/** What stands for no token, and for a token that the vocabulary does not have, in Keras. */
export const PADDING = '';
export const UNKNOWN = '[UNK]';

/** Tokens numbered in the order of their first appearance, while texts are read. */
export class Tokens {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a token, a new one if it has none. */
  numberOf(token: string): number {
    const known = this.numbers.get(token);
    if (known !== undefined) return known;
    this.numbers.set(token, this.names.length);
    this.names.push(token);
    return this.names.length - 1;
  }
}

export interface Vocabulary {
  /** By number, with the special ones. */
  readonly names: readonly string[];
  /** Number of each token of `Tokens`. */
  readonly numbers: Int32Array;
}

/**
 * The most frequent tokens, at most `most` with the special ones, numbered as keras.layers.TextVectorization does:
 * by frequency, among equals the last in the order of UTF-8 bytes first.
 *
 * @param counts how often each token occurs in the training split @param special names of the first numbers;
 *   the last of them is that of all tokens that are not in the vocabulary
 */
export function vocabularyOf(
  { names }: Tokens,
  counts: Float64Array,
  most: number,
  special: readonly string[],
): Vocabulary {
  const unknown = special.length - 1;
  const learnt = names
    .map((_, token) => token)
    .filter((token) => counts[token]! > 0 && !special.includes(names[token]!))
    .sort((a, b) => counts[b]! - counts[a]! || compareBytes(names[b]!, names[a]!))
    .slice(0, most - special.length);
  const numbers = new Int32Array(names.length).fill(unknown);
  learnt.forEach((token, i) => {
    numbers[token] = special.length + i;
  });
  return { names: [...special, ...learnt.map((token) => names[token]!)], numbers };
}

/** The order of UTF-8 bytes is that of code points; that of JavaScript's strings is not, above U+FFFF. */
function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] === b[i]) continue;
    const high = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
    return high(a.charCodeAt(i)) - high(b.charCodeAt(i));
  }
  return a.length - b.length;
}
