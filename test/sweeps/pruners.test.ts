import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random.js';
import { pruners } from '../../src/sweeps/pruners/index.js';
import type { Curve, PrunerOptions } from '../../src/sweeps/pruners/pruner.js';
import { rungsOf } from '../../src/sweeps/pruners/rungs.js';

const prunerOf = (name: string) => pruners.find((one) => one.name === name)!;
const options = (more: Partial<PrunerOptions> = {}): PrunerOptions => ({
  type: 'asha',
  min_iter: 1,
  max_iter: 27,
  eta: 3,
  ...more,
});

/** Trials one after the other, each with a curve of its own that the best one of all has also at every epoch. */
function simulate(
  name: string,
  count: number,
  given: PrunerOptions,
  lossOf: (n: number, epoch: number) => number,
) {
  const pruner = prunerOf(name);
  const curves: { number: number; losses: number[]; paused: boolean }[] = [];
  const train = (curve: (typeof curves)[number]) => {
    curve.paused = false;
    while (curve.losses.length < given.max_iter) {
      curve.losses.push(lossOf(curve.number, curve.losses.length + 1));
      if (curve.losses.length < given.max_iter && pruner.ends(curve, curves, given)) {
        curve.paused = true;
        return;
      }
    }
  };
  for (let number = 0; number < count; number++) {
    curves.push({ number, losses: [], paused: false });
    train(curves.at(-1)!);
    for (;;) {
      const again = pruner.goesOn(curves, given);
      if (!again) break;
      train(curves[again.number]!);
    }
  }
  return curves;
}

test('rungs', () => {
  expect(rungsOf(options(), 0)).toEqual([1, 3, 9]);
  expect(rungsOf(options(), 1)).toEqual([3, 9]);
  expect(rungsOf(options({ max_iter: 3 }), 0)).toEqual([1]);
  expect(rungsOf(options({ min_iter: 30 }), 0)).toEqual([]);
});

describe('trials of which the better are better at every epoch', () => {
  const quality = (n: number) => new Stream(1, 'quality', n).uniform();
  const lossOf = (n: number, epoch: number) => quality(n) + 1 / epoch;

  test.each(pruners.map(({ name }) => name))('%s trains the best to the end, in far fewer epochs', (name) => {
    const curves = simulate(name, 60, options(), lossOf);
    const best = curves.toSorted((a, b) => quality(a.number) - quality(b.number))[0]!;
    expect(best.losses).toHaveLength(27);
    const epochs = curves.reduce((sum, { losses }) => sum + losses.length, 0);
    expect(epochs).toBeLessThan(60 * 27 * (name === 'asha' ? 1 / 3 : 0.75));
  });

  test('asha lets one in three of those that come to a rung go on, and a few that looked good early', () => {
    const curves = simulate('asha', 81, options(), lossOf);
    const beyond = (epoch: number) => curves.filter(({ losses }) => losses.length > epoch).length;
    for (const [epoch, wanted] of [
      [1, 27],
      [3, 9],
      [9, 3],
    ] as const) {
      expect(beyond(epoch)).toBeGreaterThanOrEqual(wanted);
      expect(beyond(epoch)).toBeLessThanOrEqual(wanted + Math.sqrt(wanted));
    }
    // And those are the best.
    const ranked = curves.toSorted((a, b) => quality(a.number) - quality(b.number));
    for (const { losses } of ranked.slice(0, 3)) expect(losses).toHaveLength(27);
  });

  test('hyperband lets some run without being looked at', () => {
    const curves = simulate('hyperband', 60, options(), lossOf);
    const bad = curves.toSorted((a, b) => quality(b.number) - quality(a.number)).slice(0, 30);
    expect(bad.some(({ losses }) => losses.length === 27)).toBe(true);
  });
});

test('what is not finite never goes on', () => {
  const given = options();
  const curves: Curve[] = Array.from({ length: 9 }, (_, number) => ({
    number,
    losses: [Number.NaN],
    paused: true,
  }));
  expect(prunerOf('asha').goesOn(curves, given)).toBeUndefined();
  expect(prunerOf('asha').ends(curves[0]!, curves, given)).toBe(true);
  const good = Array.from({ length: 4 }, (_, n) => ({ number: n + 1, losses: [1], paused: false }));
  expect(prunerOf('median').ends({ number: 0, losses: [Number.NaN], paused: false }, good, given)).toBe(true);
});

test('the answer does not depend on the order of the trials', () => {
  const curve = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(curve, { minLength: 1, maxLength: 12 }), fc.integer(), (losses, seed) => {
      const curves = losses.map((one, number): Curve => ({ number, losses: one, paused: number % 2 === 0 }));
      const order = new Stream(Math.abs(seed), 'order').shuffle(curves.map(({ number }) => number));
      const other = order.map((number) => curves[number]!);
      for (const pruner of pruners) {
        expect(pruner.goesOn(other, options())).toEqual(pruner.goesOn(curves, options()));
        for (const one of curves) {
          expect(pruner.ends(one, other, options())).toBe(pruner.ends(one, curves, options()));
        }
      }
    }),
  );
});
