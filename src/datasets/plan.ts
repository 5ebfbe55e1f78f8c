import { type Problem, UserError } from '../errors.js';
import type { Data } from '../experiment/types.js';
import { fractionOf } from './split.js';

/** Number of rows that each split will have. */
export interface SplitSizes {
  readonly train: number;
  readonly validation?: number;
  readonly test?: number;
}

/**
 * Refuses combinations of `data.split` and `data.validation` that a source cannot serve.
 *
 * @throws UserError with the key; whoever knows the file adds the position.
 */
export function checkSplit(data: Data, hasTest: boolean): void {
  const { split, validation } = data;
  if (split && validation !== undefined) {
    const hint =
      'data.split cuts a source that comes whole, data.validation serves one with its own test split';
    throw wrong('data.validation', 'stands beside data.split, expected one of the two', hint);
  }
  if (split && hasTest) {
    const hint =
      split.validation === undefined ? 'remove it' : `write data.validation: ${split.validation} instead`;
    throw wrong('data.split', 'cuts a source that comes whole, but this one has its own test split', hint);
  }
  if (validation !== undefined && !hasTest) {
    const hint = `write data.split: {validation: ${typeof validation === 'number' ? validation : 0.1}, test: 0.1} instead`;
    throw wrong('data.validation', 'serves a source with its own test split, but this one comes whole', hint);
  }
  if ((split?.validation ?? 0) + (split?.test ?? 0) >= 1) {
    const message = `takes ${split?.validation ?? 0} for validation and ${split?.test ?? 0} for test, which leaves nothing to train on`;
    throw wrong('data.split', message, 'the fractions of all rows must add up to less than 1');
  }
}

/**
 * Sizes of the splits of a source with `train` and, where it has its own, `test` rows. Fractions are
 * rounded up (fractionOf); the rest is trained on, but for `gap` rows before each part that is cut off.
 *
 * @throws UserError for a split without rows and a limit beyond the training split.
 */
export function planSizes(data: Data, train: number, test?: number, gap = 0): SplitSizes {
  const { split, validation } = data;
  const cutTest = split?.test === undefined ? undefined : fractionOf(train, split.test);
  const fraction = split ? split.validation : typeof validation === 'number' ? validation : undefined;
  const cut = fraction === undefined ? undefined : fractionOf(train, fraction);
  const cuts = [cutTest, cut].filter((size) => size !== undefined).length;
  const sizes = {
    train: train - (cutTest ?? 0) - (cut ?? 0) - cuts * gap,
    ...((cut !== undefined || validation === 'test') && { validation: cut ?? test }),
    ...((cutTest ?? test) !== undefined && { test: cutTest ?? test }),
  };
  if (Object.values(sizes).some((size) => size !== undefined && size < 1)) {
    const parts = Object.entries(sizes).map(([name, size]) => `${size} to ${name}`);
    const lost = gap > 0 ? ` (${gap} are left out at each cut, so that no two splits share anything)` : '';
    const message = `gives ${parts.join(', ')} of ${train} rows${lost}, expected at least one row in each`;
    const hint =
      gap > 0
        ? 'take shorter windows or pieces, other fractions, or more rows'
        : 'take other fractions, or more rows';
    throw wrong(split ? 'data.split' : 'data.validation', message, hint);
  }
  const limit = data.limit?.train;
  if (limit === undefined) return sizes;
  if (limit > sizes.train) {
    throw wrong(
      'data.limit.train',
      `is ${limit}, expected at most the ${sizes.train} rows of the training split`,
    );
  }
  return { ...sizes, train: limit };
}

/** A user's error at a key of the experiment. */
export function wrong(key: string, message: string, hint?: string): UserError {
  const problem: Problem = { key, message, ...(hint !== undefined && { hint }) };
  return new UserError(problem);
}
