import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbacks } from '../../src/callbacks/index.js';
import { fromJson, toJson } from '../../src/training/checkpoint/numbers.js';

/** Options to try; a callback that is added needs a row. */
const OPTIONS: { readonly [name: string]: readonly object[] } = {
  EarlyStopping: [
    { patience: 2, restore_best_weights: true },
    { patience: 1, mode: 'max', min_delta: 0.1, baseline: 0.5, start_from_epoch: 1 },
  ],
  ReduceLROnPlateau: [
    { patience: 2, cooldown: 2 },
    { patience: 0, mode: 'max', min_delta: 0.1, factor: 0.5, min_lr: 0.01 },
  ],
  StopAtTarget: [{ min: 0.9 }],
};
const DEFAULTS = {
  min_delta: 0,
  patience: 0,
  mode: 'auto',
  restore_best_weights: false,
  start_from_epoch: 0,
  factor: 0.1,
  cooldown: 0,
  min_lr: 0,
};

const value = fc.oneof(fc.double({ min: 0, max: 1 }), fc.constantFrom(NaN, Infinity, 0.5));

describe.each(callbacks)('$name', ({ name, watch }) => {
  test('goes on from its state, as JSON, as if it had never stopped', () => {
    for (const options of OPTIONS[name]!) {
      const start = () => watch({ ...DEFAULTS, monitor: 'loss', ...options } as never, ['loss']);
      fc.assert(
        fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), fc.nat(12), (values, cut) => {
          const whole = start();
          let parts = start();
          for (const [epoch, loss] of values.entries()) {
            if (epoch === cut) {
              const state = parts.state?.();
              parts = start();
              if (state !== undefined) parts.restore!(fromJson(toJson(state)));
            }
            expect(parts.epochEnd(epoch, { loss }, 0.1)).toEqual(whole.epochEnd(epoch, { loss }, 0.1));
          }
          expect(parts.trainEnd?.()).toEqual(whole.trainEnd?.());
        }),
      );
    }
  });
});
