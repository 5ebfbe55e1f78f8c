import type { TokenSettings } from './vectorization.js';

/** Punctuation as keras.layers.TextVectorization strips it. */
const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;
/** White space as TensorFlow's strings.split sees it: of ASCII only. */
const SPACE = /[ \t\n\v\f\r]+/;

/** The tokens of a text, as keras.layers.TextVectorization makes them: standardized, split, joined to n-grams. */
export function tokensOf(text: string, { standardize, split, ngrams }: TokenSettings): readonly string[] {
  const standard = standardized(text, standardize);
  const tokens = split === 'character' ? [...standard] : standard.split(SPACE).filter((word) => word !== '');
  if (ngrams === undefined) return tokens;
  const widths = typeof ngrams === 'number' ? Array.from({ length: ngrams }, (_, i) => i + 1) : ngrams;
  return widths.flatMap((width) => joined(tokens, width));
}

function standardized(text: string, standardize: TokenSettings['standardize']): string {
  const lower = standardize === 'lower' || standardize === 'lower_and_strip_punctuation';
  const strip = standardize === 'strip_punctuation' || standardize === 'lower_and_strip_punctuation';
  // TensorFlow's strings.lower leaves everything but A to Z as it is.
  const lowered = lower ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
  return strip ? lowered.replace(PUNCTUATION, '') : lowered;
}

function joined(tokens: readonly string[], width: number): readonly string[] {
  const count = Math.max(0, tokens.length - width + 1);
  return Array.from({ length: count }, (_, i) => tokens.slice(i, i + width).join(' '));
}
