import { describe, expect, it } from 'vitest';
import { callbacks } from '../../src/callbacks/index.js';
import type { Options } from '../../src/experiment/part.js';
import { keras, row } from '../support/keras.js';

interface Case {
  options: { monitor: string; restore_best_weights?: boolean };
  values: number[];
  /** The epoch it stopped after, and whose weights training ended with; null: it did not. */
  stopped: number | null;
  weights: number;
}

const cases = keras<Case[]>('callbacks');

describe('EarlyStopping decides as Keras, epoch by epoch', () => {
  it.each(cases.map((one, at) => ({ ...one, at })))(
    '$at: $options',
    ({ options, values, stopped, weights }) => {
      const { part, options: all } = row(callbacks, 'EarlyStopping', options);
      const watcher = part.watch(all, ['loss', options.monitor]);
      let last = 0;
      let kept: number | undefined;
      let stop: string | undefined;
      for (const [epoch, value] of values.entries()) {
        last = epoch;
        const verdict = watcher.epochEnd(epoch, { [options.monitor]: value }, 0.1);
        if (verdict.keep) kept = epoch;
        stop = verdict.stop;
        if (stop !== undefined) break;
      }
      const restore = watcher.trainEnd?.().restore ?? false;
      expect(stop === undefined ? null : last).toBe(stopped);
      if (stop !== undefined) expect(stop).toContain(options.monitor);
      expect(restore ? kept : last).toBe(weights);
    },
  );

  it('the cases hold every kind of end', () => {
    expect(cases.some(({ stopped }) => stopped === null)).toBe(true);
    expect(cases.some(({ stopped, weights }) => stopped !== null && weights < stopped)).toBe(true);
  });
});

describe('values that are not finite', () => {
  /** Epochs kept as the best, and the one it stopped after. */
  const decisions = (values: number[], given: Options) => {
    const { part, options } = row(callbacks, 'EarlyStopping', { restore_best_weights: true, ...given });
    const watcher = part.watch(options, ['loss', 'val_loss']);
    const kept: number[] = [];
    for (const [epoch, value] of values.entries()) {
      const { keep, stop } = watcher.epochEnd(epoch, { val_loss: value }, 0.1);
      if (keep) kept.push(epoch);
      if (stop !== undefined) return { kept, stopped: epoch, stop };
    }
    return { kept };
  };

  it.each([NaN, Infinity, -Infinity])('%d is never the best, also not the first', (bad) => {
    for (const mode of ['min', 'max']) {
      expect(decisions([bad, 3, 3, bad, 3], { mode, patience: 3 }).kept).toEqual([1]);
      expect(decisions([bad, bad, bad], { mode, patience: 2 })).toEqual({
        kept: [],
        stopped: 1,
        stop: 'val_loss has not been finite for 2 epochs',
      });
    }
    expect(decisions([5, bad, 4, bad, bad, bad], { patience: 3 })).toMatchObject({
      kept: [0, 2],
      stopped: 5,
      stop: 'val_loss has not improved on 4 for 3 epochs',
    });
  });
});

describe('a monitor that is not there', () => {
  const watch = (monitor: string, metrics: string[]) => {
    const { part, options } = row(callbacks, 'EarlyStopping', { monitor });
    return () => part.watch(options, metrics);
  };

  it.each([
    ['acuracy', ['loss', 'accuracy'], 'found loss, accuracy; did you mean accuracy?'],
    ['acc', ['loss', 'accuracy'], 'did you mean accuracy?'],
    ['val_loss', ['loss', 'accuracy'], 'data.validation'],
    ['mean_squared_error', ['loss'], 'add mean_squared_error to metrics'],
    ['__proto__', ['loss'], 'monitor __proto__ is not there: found loss'],
  ])('%s of %o', (monitor, metrics, message) => {
    expect(watch(monitor, metrics)).toThrow(message);
  });
});
