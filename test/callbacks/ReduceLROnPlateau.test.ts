import { describe, expect, it } from 'vitest';
import { callbacks } from '../../src/callbacks/index.js';
import type { Options } from '../../src/experiment/part.js';
import { keras, row } from '../support/keras.js';

interface Case {
  options: { monitor: string; min_lr?: number };
  /** At the start. */
  rate: number;
  values: number[];
  /** Behind every epoch. */
  rates: number[];
}

const cases = keras<Case[]>('callbacks', 'plateau');

/** The learning rate behind every epoch. */
function ratesOf(given: Options & { monitor: string }, start: number, values: readonly number[]): number[] {
  const { part, options } = row(callbacks, 'ReduceLROnPlateau', given);
  const watcher = part.watch(options, ['loss', given.monitor]);
  let rate = start;
  return values.map((value, epoch) => {
    const { learningRate, ...rest } = watcher.epochEnd(epoch, { [given.monitor]: value }, rate);
    expect(rest).toEqual({});
    rate = learningRate ?? rate;
    return rate;
  });
}

describe('ReduceLROnPlateau decides as Keras, epoch by epoch', () => {
  it.each(cases.map((one, at) => ({ ...one, at })))('$at: $options', ({ options, rate, values, rates }) => {
    // Keras's nine digits are those of a float32.
    expect(ratesOf(options, rate, values).map(Math.fround)).toEqual(rates.map(Math.fround));
  });

  it('the cases hold every kind of course', () => {
    const falls = cases.map(({ rates }) => new Set(rates).size - 1);
    expect(falls.some((count) => count === 0)).toBe(true);
    expect(falls.some((count) => count > 2)).toBe(true);
    expect(
      cases.some(({ options, rates }) => Math.fround(options.min_lr ?? -1) === Math.fround(rates.at(-1)!)),
    ).toBe(true);
  });
});

it('a value that is not finite is never the best, also not the first', () => {
  const given = { monitor: 'val_loss', patience: 2, factor: 0.5 };
  expect(ratesOf(given, 1, [NaN, 3, 2, 1, 0.5])).toEqual([1, 1, 1, 1, 1]);
  expect(ratesOf(given, 1, [NaN, NaN, 2, Infinity, -Infinity])).toEqual([1, 0.5, 0.5, 0.5, 0.25]);
});

it('an epoch without the value decides nothing', () => {
  const { part, options } = row(callbacks, 'ReduceLROnPlateau', { patience: 0 });
  expect(part.watch(options, ['val_loss']).epochEnd(0, { loss: 1 }, 0.1)).toEqual({});
});

it('wants a value that will be there', () => {
  const { part, options } = row(callbacks, 'ReduceLROnPlateau', { monitor: 'val_los' });
  expect(() => part.watch(options, ['loss', 'val_loss'])).toThrow('did you mean val_loss?');
});
