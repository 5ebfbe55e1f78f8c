import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT, UserError } from '../../src/errors.js';
import type { Options } from '../../src/experiment/part.js';
import { optimizers } from '../../src/optimizers/index.js';
import { allocateVectors, type Vectors } from '../../src/optimizers/memory.js';
import type { Optimizer } from '../../src/optimizers/optimizer.js';
import { Updates } from '../../src/optimizers/updates.js';

interface Fixture {
  readonly start: number[];
  readonly gradients: number[][];
  readonly cases: readonly { name: string; options: Options; after: number[][] }[];
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/keras.json', import.meta.url), 'utf8')) as Fixture;

/** An optimizer with its defaults filled in, and vectors for `length` parameters. */
function ready(name: string, given: Options, length: number) {
  const optimizer = optimizers.find((one) => one.name === name) as Optimizer;
  const defaults = Object.entries(optimizer.options.properties).map(([key, { default: value }]) => [
    key,
    value,
  ]);
  const options = { ...Object.fromEntries(defaults), ...given } as never;
  const vectors = allocateVectors(length, optimizer.slots(options).length);
  const { learning_rate } = options as { learning_rate: number };
  const updates = new Updates({ part: optimizer, options }, vectors);
  updates.begin();
  const update = (step: number) => updates.run(step, learning_rate);
  return { vectors, update };
}

/** Parameters after updates by every gradient in turn. */
function train(name: string, options: Options, start: readonly number[], gradients: readonly number[][]) {
  const { vectors, update } = ready(name, options, start.length);
  vectors.parameters.data.set(start);
  const after = gradients.map((gradient, i) => {
    vectors.gradient.data.set(gradient);
    update(i + 1);
    return [...vectors.parameters.data.subarray(0, start.length)];
  });
  return { vectors, after };
}

describe('optimizers agree with Keras', () => {
  it('has a case for every row', () => {
    const covered = new Set(fixture.cases.map(({ name }) => name));
    expect(optimizers.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it.each(fixture.cases)('$name $options over 30 steps', ({ name, options, after }) => {
    const found = train(name, options, fixture.start, fixture.gradients).after;
    const wrong: string[] = [];
    for (const [step, row] of after.entries()) {
      for (const [at, expected] of row.entries()) {
        const value = found[step]![at]!;
        const limit = Math.max(1e-6 * Math.abs(expected), 2e-7);
        if (!(Math.abs(value - expected) <= limit))
          wrong.push(`step ${step + 1}[${at}]: ${value}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const variants = fixture.cases.map(({ name, options }) => ({ name, options }));

describe.each(variants)('$name $options', ({ name, options }) => {
  it('leaves padding at zero', () => {
    const { vectors } = train(name, options, fixture.start, fixture.gradients);
    expect(vectors.size).toBe(16);
    for (const { data } of all(vectors)) expect([...data.subarray(13)]).toEqual([0, 0, 0]);
  });

  it('updates element by element: what is permuted before is permuted after', () => {
    const order = fixture.start.map((_, i) => (i * 5 + 3) % fixture.start.length);
    const permuted = (row: readonly number[]) => order.map((i) => row[i]!);
    const plain = train(name, options, fixture.start, fixture.gradients).after;
    const moved = train(name, options, permuted(fixture.start), fixture.gradients.map(permuted)).after;
    expect(moved).toEqual(plain.map(permuted));
  });

  // How far lamb moves an element depends on all of its weight.
  it.skipIf(name === 'lamb')('gives an element the same value at any length', () => {
    const short = (row: readonly number[]) => row.slice(0, 5);
    const plain = train(name, options, fixture.start, fixture.gradients).after;
    expect(train(name, options, short(fixture.start), fixture.gradients.map(short)).after).toEqual(
      plain.map(short),
    );
  });

  it('keeps no denormal number in its slots', () => {
    // Moments that decay towards zero for ever.
    const { vectors, update } = ready(name, options, 4);
    vectors.gradient.data.fill(1e-18);
    update(1);
    vectors.gradient.data.fill(0);
    for (let step = 2; step < 3000; step++) update(step);
    const smallest = 1.1754943508222875e-38;
    for (const { data } of vectors.slots) {
      expect([...data].filter((value) => value !== 0 && Math.abs(value) < smallest)).toEqual([]);
    }
  });

  it('lets NaN through', () => {
    const { vectors, update } = ready(name, options, 4);
    vectors.gradient.data.set([Number.NaN, 1, 1, 1]);
    update(1);
    expect(vectors.parameters.data[0]).toBeNaN();
    expect([...vectors.parameters.data.subarray(1)].every(Number.isFinite)).toBe(true);
    for (const { data } of vectors.slots) expect(data[0]).toBeNaN();
  });

  it('does nothing with a learning rate of zero', () => {
    const { after } = train(
      name,
      { ...options, learning_rate: 0 },
      fixture.start,
      fixture.gradients.slice(0, 3),
    );
    // beta 0 divides 0 by 0 in Adam only where epsilon is 0.
    expect(after.at(-1)).toEqual(fixture.start.map(Math.fround));
  });
});

const all = ({ parameters, gradient, slots }: Vectors) => [parameters, gradient, ...slots];

describe('vectors', () => {
  it('are zero, apart, aligned to cache lines and whole registers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.nat(3), (length, slots) => {
        const vectors = allocateVectors(length, slots);
        expect(vectors.size % 16).toBe(0);
        expect(vectors.size).toBeGreaterThanOrEqual(length);
        const list = all(vectors);
        expect(list).toHaveLength(slots + 2);
        for (const [i, { data, address }] of list.entries()) {
          expect(address % 64).toBe(0);
          expect(data.byteOffset).toBe(address);
          expect(data.length).toBe(vectors.size);
          expect(data.every((value) => value === 0)).toBe(true);
          data.fill(i + 1);
        }
        expect(list.every(({ data }, i) => data.every((value) => value === i + 1))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [2 ** 29, 2],
    [2 ** 40, 0],
    [Number.MAX_SAFE_INTEGER, 2],
  ])('of %d parameters and %d slots are refused before anything is allocated', (length, slots) => {
    const before = process.memoryUsage().rss;
    const attempt = () => allocateVectors(length, slots);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    expect(attempt).toThrow(/GiB in one memory; at most 4 GiB are possible\n {2}hint: use a smaller model/);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
  });
});

describe('slots', () => {
  it.each([
    ['adadelta', {}, 2],
    ['adagrad', {}, 1],
    ['adam', {}, 2],
    ['adam', { amsgrad: true }, 3],
    ['adam', { use_ema: true }, 3],
    ['adamax', {}, 2],
    ['adamw', { amsgrad: true, use_ema: true, gradient_accumulation_steps: 2 }, 5],
    ['ftrl', {}, 2],
    ['lamb', {}, 2],
    ['lion', {}, 1],
    ['nadam', {}, 2],
    ['rmsprop', {}, 1],
    ['rmsprop', { momentum: 0.9 }, 2],
    ['rmsprop', { centered: true }, 2],
    ['rmsprop', { momentum: 0.9, centered: true }, 3],
    ['sgd', {}, 0],
    ['sgd', { momentum: 0.9 }, 1],
    ['sgd', { momentum: 0, nesterov: true }, 0],
    ['sgd', { gradient_accumulation_steps: 4 }, 1],
  ] as const)('of %s %o: %d', (name, options, count) => {
    expect(ready(name, options, 4).vectors.slots).toHaveLength(count);
  });
});
