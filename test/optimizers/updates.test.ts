import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import { commonMisfit } from '../../src/optimizers/common.js';
import { optimizers } from '../../src/optimizers/index.js';
import { allocateVectors } from '../../src/optimizers/memory.js';
import { Updates } from '../../src/optimizers/updates.js';
import { keras, row, type Saved } from '../support/keras.js';

interface Case {
  readonly name: string;
  readonly options: Options;
  /** Of the first weight. */
  readonly constraint: { readonly [name: string]: Options };
  readonly after: readonly (readonly number[][])[];
  readonly end: readonly number[][];
}

interface Fixture {
  readonly start: readonly Saved[];
  readonly gradients: readonly (readonly number[][])[];
  readonly cases: readonly Case[];
}

const { start, gradients, cases } = keras<Fixture>('optimizers', 'common');

/** The first weight is longer than a cache line less four: padding lies between the two. */
function ready(name: string, given: Options, constraint: Case['constraint'] = {}) {
  const optimizer = row(optimizers, name, given);
  const [held] = Object.entries(constraint).map(([kind, options]) => ({ [kind]: { axis: 0, ...options } }));
  const ranges = start.map(({ shape, data }, i) => ({
    offset: 16 * i,
    size: data.length,
    shape,
    ...(i === 0 && held && { constraint: held }),
  }));
  const slots = optimizer.part.slots(optimizer.options as never);
  const vectors = allocateVectors(32, slots.length, ranges);
  const fill = (vector: Float32Array, values: readonly (readonly number[])[]) => {
    for (const [i, { offset }] of ranges.entries()) vector.set(values[i]!, offset);
  };
  fill(
    vectors.parameters.data,
    start.map(({ data }) => data),
  );
  const updates = new Updates(optimizer, vectors);
  const weights = () =>
    ranges.map(({ offset, size }) => [...vectors.parameters.data.subarray(offset, offset + size)]);
  const step = (at: number, rate = given.learning_rate as number) => {
    fill(vectors.gradient.data, gradients[at]!);
    updates.run(at + 1, rate);
    return weights();
  };
  return { vectors, updates, slots, step, weights };
}

/** `way`: how far a weight may have gone. Keras's 1 - beta_2^t is float32, and at first off by 1e-5 of itself. */
function expectClose(
  found: readonly number[][],
  expected: readonly (readonly number[])[],
  what: string,
  way: number,
) {
  for (const [i, numbers] of expected.entries()) {
    for (const [j, value] of numbers.entries()) {
      const error = Math.abs(found[i]![j]! - value);
      if (!(error <= 2e-6 * Math.abs(value) + 1e-6 + 1e-5 * way))
        expect.fail(`${what}, weight ${i}[${j}]: found ${found[i]![j]}, Keras has ${value}`);
    }
  }
}

describe('with the options of all optimizers, weights are those of Keras', () => {
  it('every optimizer has a case', () => {
    expect([...new Set(cases.map(({ name }) => name))].sort()).toEqual(optimizers.map(({ name }) => name));
  });

  it.each(cases)('$name $options $constraint', ({ name, options, constraint, after, end }) => {
    const { vectors, updates, step, weights } = ready(name, options, constraint);
    updates.begin();
    const rate = options.learning_rate as number;
    for (const [at, expected] of after.entries()) {
      expectClose(step(at), expected, `step ${at + 1}`, rate * (at + 1));
    }
    expect(updates.finish()).toBe(options.use_ema === true);
    expectClose(weights(), end, 'at the end', rate * after.length);
    for (const { data } of [vectors.parameters, vectors.gradient, ...vectors.slots]) {
      expect([...data.subarray(12, 16), ...data.subarray(21)].every((value) => value === 0)).toBe(true);
    }
  });
});

describe('slots are all that is remembered', () => {
  it.each(cases)('$name $options', ({ name, options, constraint }) => {
    const whole = ready(name, options, constraint);
    whole.updates.begin();
    for (let cut = 0; cut < gradients.length; cut++) {
      const next = ready(name, options, constraint);
      next.updates.begin();
      next.vectors.parameters.data.set(whole.vectors.parameters.data);
      for (const [i, { data }] of next.vectors.slots.entries()) data.set(whole.vectors.slots[i]!.data);
      expect(next.step(cut)).toEqual(whole.step(cut));
    }
  });
});

describe('where rows are looked up, the squares are those of every row by itself', () => {
  const [rows, others] = [
    [3, -1, 2],
    [1, 1, -2],
  ];
  const squares = Float32Array.from(rows!, (value, i) => value ** 2 + others![i]! ** 2);
  const begun = 5;

  const ofSquares = optimizers.flatMap(({ name, squared }) =>
    squared && squared(row(optimizers, name, {}).options as never).of !== 'absolutes' ? [name] : [],
  );

  /** What the slot holds after one update with the sum of two rows as gradient. */
  function slotOf(name: string, given: Options, common: Options = {}) {
    const optimizer = row(optimizers, name, { ...given, ...common });
    const { part, options } = optimizer;
    const names = part.slots(options as never);
    const vectors = allocateVectors(3, names.length, [
      { offset: 0, size: 3, shape: [1, 3], rowSums: { of: 'squares', sums: squares } },
    ]);
    vectors.gradient.data.set(rows!.map((value, i) => value + others![i]!));
    const { slot, keep } = part.squared!(options as never);
    const { data } = vectors.slots[names.indexOf(slot)]!;
    data.fill(begun, 0, 3);
    new Updates(optimizer, vectors).run(1, 0.01);
    return { found: [...data.subarray(0, 3)], keep };
  }

  it.each(ofSquares)('%s', (name) => {
    const { found, keep } = slotOf(name, {});
    for (const [i, value] of found.entries()) {
      const expected = keep === undefined ? begun + squares[i]! : keep * begun + (1 - keep) * squares[i]!;
      expect(value).toBeCloseTo(expected, 5);
    }
  });

  it('but not where an average keeps nothing, or the norm of all weights is looked at', () => {
    expect(slotOf('adam', { beta_2: 0 }).found).toEqual([16, 0, 0]);
    const { found } = slotOf('adagrad', {}, { global_clipnorm: 100 });
    expect(found).toEqual([begun + 16, begun, begun]);
  });
});

it('names its slots, the common ones behind its own', () => {
  const options = { momentum: 0.9, centered: true, use_ema: true, gradient_accumulation_steps: 2 };
  expect(ready('rmsprop', options).slots).toEqual([
    'velocity',
    'momentum',
    'average_gradient',
    'average',
    'gradient_accumulator',
  ]);
});

it('a gradient that is short enough is not touched', () => {
  for (const options of [
    { clipnorm: 1e6 },
    { global_clipnorm: 1e6 },
    { clipvalue: 1e6 },
    { weight_decay: 0 },
  ]) {
    const [plain, clipped] = [{}, options].map((more) => ready('adam', { learning_rate: 0.1, ...more }));
    for (let at = 0; at < gradients.length; at++) expect(clipped!.step(at)).toEqual(plain!.step(at));
  }
});

it('between two updates nothing changes but what is gathered', () => {
  const { vectors, step } = ready('adam', { learning_rate: 0.1, gradient_accumulation_steps: 3 });
  const before = vectors.parameters.data.slice();
  step(0);
  step(1);
  expect(vectors.parameters.data).toEqual(before);
  const accumulator = vectors.slots.at(-1)!.data;
  const [first, second] = [0, 1].map((at) => Math.fround(gradients[at]![0]![0]!));
  expect(accumulator[0]).toBe(Math.fround(first! + second!));
  step(2);
  expect(vectors.parameters.data).not.toEqual(before);
  expect(accumulator.every((value) => value === 0)).toBe(true);
});

it('ftrl makes nothing of a learning rate of 0, and zero of a weight without any gradient', () => {
  const { step, updates, weights } = ready('ftrl', { learning_rate: 0.1, initial_accumulator_value: 0 });
  updates.begin();
  const before = weights();
  expect(step(0, 0)).toEqual(before);
  expect(step(0)[0]![6]).toBe(0);
});

it.each([
  [
    { clipnorm: 1, global_clipnorm: 2 },
    'global_clipnorm',
    /found clipnorm and global_clipnorm, expected at most one/,
  ],
  [{ clipnorm: 1, clipvalue: 1, global_clipnorm: 2 }, 'clipvalue', /clipnorm and clipvalue and global/],
  [{ ema_momentum: 0.9 }, 'ema_momentum', /without use_ema/],
  [{ use_ema: false, ema_overwrite_frequency: 9 }, 'ema_overwrite_frequency', /without use_ema/],
] as const)('%o do not go together', (options, option, message) => {
  expect(commonMisfit(options)).toMatchObject({ option, message: expect.stringMatching(message) });
});

it('one way to clip, and averages with their options, go together', () => {
  expect(commonMisfit({ clipvalue: 1, use_ema: true, ema_momentum: 0.5 })).toBeUndefined();
});
