import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../../src/experiment/part.js';
import type { Layout, Weight } from '../../../src/model/weights.js';
import { optimizers } from '../../../src/optimizers/index.js';
import { Updates } from '../../../src/optimizers/updates.js';
import { Guard } from '../../../src/training/finite/guard.js';
import { Weights } from '../../../src/training/weights.js';
import { row } from '../../support/keras.js';

const weight = (key: string, more: Partial<Weight>): Weight => ({
  key,
  layer: key.split('/')[0]!,
  name: key.split('/')[1]!,
  shape: [more.size!],
  trained: true,
  offset: 0,
  size: 0,
  initializer: 'zeros',
  ...more,
});

/** Two weights with a gap behind each, and moving statistics. */
const LAYOUT: Layout = {
  weights: [
    weight('dense/kernel', { size: 37 }),
    weight('dense/bias', { offset: 48, size: 5 }),
    weight('norm/moving_mean', { size: 5, trained: false }),
  ],
  parameters: 64,
  state: 16,
};

const PLACES = [...Array(37).keys(), 48, 49, 50, 51, 52];
const BAD = [NaN, Infinity, -Infinity];
const weightAt = (place: number) => (place < 48 ? 'dense/kernel' : 'dense/bias');
const outputs = (loss: number, mean: number[] = [0]) =>
  new Map([
    ['sums', Float32Array.of(loss, 3)],
    ['s:norm/moving_mean', Float32Array.from(mean)],
  ]);

describe('before the update', () => {
  const weights = new Weights(LAYOUT, 1);
  const guard = new Guard(weights, ['momentum'], false);

  it.each(BAD)('sees %d in the loss, in new state, and anywhere in the gradient', (bad) => {
    expect(guard.before(outputs(1), 0.1)).toBeUndefined();
    expect(guard.before(outputs(bad), 0.1)).toEqual({ kind: 'loss' });
    expect(guard.before(outputs(1, [0, bad, 0]), 0.1)).toMatchObject({
      kind: 'state',
      weight: { key: 'norm/moving_mean' },
    });
    for (const place of PLACES) {
      weights.vectors.gradient.data[place] = bad;
      expect(guard.before(outputs(1), 0.1)).toEqual({ kind: 'gradient' });
      weights.vectors.gradient.data[place] = -3.4e38;
      expect(guard.before(outputs(1), 0.1)).toBeUndefined();
      weights.vectors.gradient.data[place] = 0;
    }
  });
});

it('the largest magnitude of a vector is that of its numbers, NaN above all', () => {
  const { vectors } = new Weights(LAYOUT, 0);
  const { parameters, kernels, size } = vectors;
  const bits = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0]! & 0x7fffffff;
  const numbers = fc.array(fc.float({ noDefaultInfinity: false, noNaN: false }), { maxLength: 64 });
  fc.assert(
    fc.property(numbers, (values) => {
      parameters.data.fill(0).set(values);
      expect(kernels.magnitude(parameters.address, size)).toBe(Math.max(0, ...values.map(bits)));
    }),
  );
});

const OPTIONS: readonly (readonly [string, Options])[] = [
  ...optimizers.map(({ name }) => [name, {}] as const),
  ['sgd', { momentum: 0.9 }],
  ['sgd', { momentum: 0.9, nesterov: true }],
  ['rmsprop', { momentum: 0.9 }],
  ['rmsprop', { momentum: 0.5, centered: true }],
  ['adamw', { amsgrad: true, global_clipnorm: 1 }],
  ['adam', { use_ema: true, ema_overwrite_frequency: 2, weight_decay: 0.1 }],
  ['sgd', { gradient_accumulation_steps: 3, clipnorm: 2, use_ema: true }],
];

/** Of every size that float32 has. */
const any = fc
  .tuple(fc.double({ min: -38, max: 38.5, noNaN: true }), fc.boolean())
  .map(([power, minus]) => Math.fround((minus ? -1 : 1) * 10 ** power));

describe.each(OPTIONS)('after updates of %s %o', (name, given) => {
  const { part, options } = row(optimizers, name, given);
  const slots = part.slots(options as never);

  it('nothing that is not finite is left unseen, and all of it can be taken back', () => {
    const steps = fc.array(fc.array(any, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(steps, fc.double({ min: -6, max: 38, noNaN: true }), (gradients, power) => {
        const weights = new Weights(LAYOUT, slots.length);
        const { vectors } = weights;
        const all = () => [vectors.parameters, ...vectors.slots].map(({ data }) => data.slice());
        const updates = new Updates({ part, options }, vectors);
        updates.begin();
        const guard = new Guard(weights, slots, true);
        const rate = 10 ** power;
        for (const [i, gradient] of gradients.entries()) {
          vectors.gradient.data.set(gradient);
          const before = all();
          if (guard.before(outputs(1), rate)) return;
          updates.run(i + 1, rate);
          const broken = all().some((vector) => !vector.every(Number.isFinite));
          const fault = guard.after();
          expect(fault !== undefined).toBe(broken);
          if (!fault) continue;
          expect(fault).toMatchObject({ weight: { key: 'dense/kernel' } });
          expect(guard.undo(fault)).toBe(true);
          expect(all()).toEqual(before);
          return;
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('names the weight and the slot', () => {
  for (const place of PLACES) {
    const weights = new Weights(LAYOUT, 2);
    weights.vectors.slots[1]!.data[0] = 1e10;
    const guard = new Guard(weights, ['momentum', 'velocity'], false);
    weights.vectors.slots[1]!.data[place] = Infinity;
    expect(guard.after()).toMatchObject({
      kind: 'slot',
      slot: 'velocity',
      weight: { key: weightAt(place) },
    });
    weights.vectors.parameters.data[place] = NaN;
    expect(guard.after()).toMatchObject({ kind: 'weight', weight: { key: weightAt(place) } });
    expect(guard.undo(guard.after()!)).toBe(false);
  }
});
