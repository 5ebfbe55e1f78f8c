import { describe, expect, test } from 'vitest';
import { Stream } from '../../../src/random.js';
import { importance } from '../../../src/sweeps/analysis/importance.js';
import type { Space } from '../../../src/sweeps/space.js';
import { dimension, numbers, peers } from '../support.js';
import { outcomes } from './support.js';

const SPACES: { readonly [name: string]: Space } = {
  smooth: {
    dimensions: [
      dimension('rate', 'log_uniform_values', { min: 1e-4, max: 1e-1 }),
      dimension('momentum', 'uniform', { min: 0, max: 1 }),
      dimension('units', 'int_uniform', { min: 1, max: 64 }),
      dimension('nothing', 'uniform', { min: -1, max: 1 }),
    ],
    constraints: [],
  },
  listed: {
    dimensions: [
      dimension('activation', 'categorical', { values: ['relu', 'tanh', 'sigmoid', 'elu'] }),
      dimension('a', 'uniform', { min: -1, max: 1 }),
      dimension('b', 'uniform', { min: -1, max: 1 }),
    ],
    constraints: [],
  },
};

describe('importance', () => {
  const { fanova } = peers();

  // Optuna divides by the sum of all single parameters.
  test.each(Object.keys(SPACES))("is that of Optuna's fANOVA on the same trials: %s", (name) => {
    const found = importance(SPACES[name]!, outcomes(fanova[name].trials))!;
    const sum = found.parameters.reduce((total, { share }) => total + share, 0);
    const theirs = fanova[name].importance as Record<string, number>;
    for (const { path, share } of found.parameters) {
      expect(Math.abs(share / sum - theirs[path]!), `${path}: ${share / sum}, ${theirs[path]}`).toBeLessThan(
        0.05,
      );
    }
    expect(found.parameters[0]!.path).toBe(Object.keys(theirs)[0]);
  });

  /** 400 random trials of three places. */
  const trialsOf = (f: (x: readonly number[]) => number, count = 400) => {
    const stream = new Stream(2, 'test importance');
    const points = Array.from({ length: count }, () => [0, 1, 2].map(() => stream.uniform()));
    return outcomes(
      points.map((x) => ({ values: Object.fromEntries(x.map((one, i) => [`x${i}`, one])), objective: f(x) })),
    );
  };

  test('comes near the shares of a sum, which are known', () => {
    // Variances of 2 x and x over the unit interval: 4/12 and 1/12.
    const found = importance(
      numbers(3, 0, 1),
      trialsOf(([a, b]) => 2 * a! + b!),
    )!;
    expect(found.trials).toBe(400);
    expect(found.parameters.map(({ path }) => path)).toEqual(['x0', 'x1', 'x2']);
    const shares = found.parameters.map(({ share }) => share);
    expect(shares).toEqual([0.8, 0.2, 0].map((share) => expect.closeTo(share, 1)));
    expect(Math.max(...found.pairs.map(({ share }) => share))).toBeLessThan(0.05);
  });

  test('finds what only two parameters bring about together', () => {
    const both = ([a, b]: readonly number[]) => (a! > 0.5 === b! > 0.5 ? 1 : 0);
    const found = importance(numbers(3, 0, 1), trialsOf(both))!;
    expect(found.pairs[0]!.paths.toSorted()).toEqual(['x0', 'x1']);
    expect(found.pairs[0]!.share).toBeGreaterThan(0.8);
    expect(found.parameters[0]!.share).toBeLessThan(0.15);
  });

  test('says the same each time, and is quick with a thousand trials', () => {
    const trials = trialsOf(([a, b, c]) => Math.sin(5 * a!) + b! * c!, 1000);
    const begun = performance.now();
    const found = importance(numbers(3, 0, 1), trials);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(importance(numbers(3, 0, 1), trials)).toEqual(found);
  });

  test('is of no few trials, of none that are alike, and of no parameter that leaves no choice', () => {
    const space = numbers(3, 0, 1);
    expect(
      importance(
        space,
        trialsOf(([a]) => a!, 3),
      ),
    ).toBeUndefined();
    expect(
      importance(
        space,
        trialsOf(() => 7, 30),
      ),
    ).toBeUndefined();
    const fixed: Space = { dimensions: [dimension('x0', 'constant', { value: 1 })], constraints: [] };
    expect(importance(fixed, outcomes(Array(9).fill({ values: { x0: 1 }, objective: 3 })))).toBeUndefined();
  });

  test('leaves out trials that came to nothing, that were ended early, and that lie elsewhere', () => {
    const space = numbers(3, 0, 1);
    const trials = trialsOf(([a]) => a!, 20);
    const odd = [
      { ...trials[0]!, objectives: [null] },
      { ...trials[0]!, status: 'failed' as const },
      { ...trials[0]!, values: { x0: 3, x1: 0, x2: 0 } },
      { ...trials[0]!, status: 'stopped' as const, objectives: [0.4] },
    ];
    expect(importance(space, [...trials, ...odd])).toEqual(importance(space, trials));
    expect(importance(space, [...trials, ...odd], 0, { stopped: true })!.trials).toBe(21);
  });

  test('takes parameters with conditions, and those that change together', () => {
    const space: Space = {
      dimensions: [
        dimension('optimizer', 'categorical', { values: ['adam', 'sgd'] }),
        dimension('momentum', 'uniform', { min: 0, max: 1 }, { optimizer: ['sgd'] }),
        dimension(['a', 'b'], 'categorical', {
          values: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
        }),
      ],
      constraints: [],
    };
    const stream = new Stream(1, 'test importance');
    const trials = Array.from({ length: 60 }, () => {
      const [optimizer, momentum, k] = [stream.below(2) ? 'sgd' : 'adam', stream.uniform(), stream.below(3)];
      const values = { optimizer, ...(optimizer === 'sgd' && { momentum }), a: 1 + 2 * k, b: 2 + 2 * k };
      return { values, objective: 10 * k + (optimizer === 'sgd' ? momentum : 0) };
    });
    const found = importance(space, outcomes(trials))!;
    expect(found.trials).toBe(60);
    expect(found.parameters[0]).toEqual({ path: 'a + b', share: expect.closeTo(1, 1) });
  });
});
