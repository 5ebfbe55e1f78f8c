import { describe, expect, it } from 'vitest';
import { shown } from '../../src/rates/shown.js';
import { Smoother } from '../../src/rates/smooth.js';
import { suggest } from '../../src/rates/suggest.js';

/** Rates from 1e-7 to 10, a step each. */
const rates = Array.from({ length: 100 }, (_, i) => 1e-7 * 1e8 ** (i / 99));

function courseOf(loss: (rate: number) => number, given = rates) {
  const smoother = new Smoother();
  for (const rate of given) if (!smoother.add({ rate, loss: loss(rate) })) break;
  return smoother.course();
}

describe('smoothed losses', () => {
  it('are the exponential average without its bias', () => {
    const losses = [4, 2, 3, 1];
    const { tried } = courseOf((rate) => losses[rate]!, [0, 1, 2, 3]);
    // By weights: 0.98 ^ age for each loss, divided by their sum.
    for (const [i, { smoothed }] of tried.entries()) {
      const weights = losses.slice(0, i + 1).map((_, j) => 0.98 ** (i - j));
      const sum = weights.reduce((a, b) => a + b);
      const mean = weights.reduce((total, weight, j) => total + weight * losses[j]!, 0) / sum;
      expect(smoothed).toBeCloseTo(mean, 12);
    }
  });

  it('end where they are four times the best, or not finite', () => {
    const rising = courseOf((rate) => (rate < 1 ? 1 : 1000));
    expect(rising.diverged).toBe(true);
    expect(rising.tried.at(-1)!.smoothed).toBeGreaterThan(4);
    expect(rising.tried.at(-2)!.smoothed).toBeLessThanOrEqual(4);
    const broken = courseOf((rate) => (rate < 1e-3 ? 1 : Number.NaN));
    expect(broken.diverged).toBe(true);
    expect(broken.tried.every(({ smoothed }) => smoothed === 1 || Math.abs(smoothed - 1) < 1e-9)).toBe(true);
    expect(courseOf(() => 1)).toMatchObject({ diverged: false, tried: { length: 100 } });
  });

  it('below zero diverge as far above their best', () => {
    expect(courseOf((rate) => -1 - rate).diverged).toBe(false);
    expect(courseOf((rate) => (rate < 1e-2 ? -1 : 100)).diverged).toBe(true);
  });
});

describe('suggestions', () => {
  it('are the steepest descent and a tenth of the minimum', () => {
    // Falls fastest, over the logarithm of the rate, at 1e-3.
    const course = courseOf((rate) => 2 - Math.tanh(Math.log10(rate) + 3) + (rate > 0.5 ? 3 * rate : 0));
    const { steepest, minimum_tenth } = suggest(course, 100)!;
    const smoothed = course.tried.slice(10, -5);
    const least = smoothed.reduce((a, b) => (b.smoothed < a.smoothed ? b : a));
    expect(minimum_tenth).toBe(least.rate / 10);
    // The average lags behind the loss.
    expect(steepest).toBeGreaterThan(1e-3);
    expect(steepest).toBeLessThan(least.rate);
    const slope = (i: number) =>
      (smoothed[i + 1]!.smoothed - smoothed[i]!.smoothed) /
      (Math.log(smoothed[i + 1]!.rate) - Math.log(smoothed[i]!.rate));
    const slopes = smoothed.slice(1).map((_, i) => slope(i));
    expect(steepest).toBe(smoothed[slopes.indexOf(Math.min(...slopes))]!.rate);
  });

  it('are none where the loss does not fall, or there is too little of it', () => {
    expect(
      suggest(
        courseOf(() => 1),
        100,
      ),
    ).toBeUndefined();
    expect(
      suggest(
        courseOf((rate) => 1 + rate),
        100,
      ),
    ).toBeUndefined();
    expect(
      suggest(
        courseOf((rate) => (rate > 3e-7 ? Number.NaN : 1)),
        100,
      ),
    ).toBeUndefined();
    expect(
      suggest(
        courseOf(() => Number.NaN),
        100,
      ),
    ).toBeUndefined();
  });
});

describe('the curve that is shown', () => {
  it('ends where the loss has risen above what it fell from', () => {
    // Falls from 3 to 1 and then jumps: the picture leaves at 3 + half of what the loss fell.
    const tried = [3, 3, 2, 1, 1.5, 900].map((smoothed, i) => ({ rate: 10 ** (i - 4), loss: 0, smoothed }));
    const points = shown({ tried, diverged: true });
    expect(points.map(([, loss]) => loss)).toEqual([3, 3, 2, 1, 1.5, 4]);
    // On the way from 1 (1.5) to 10 (900), which is a straight line over the logarithm.
    expect(points.at(-1)![0]).toBeCloseTo(10 ** (2.5 / 898.5), 12);
  });

  it.each([
    ['that falls all along', [3, 2, 1]],
    ['that rises all along', [1, 2, 900]],
    ['that stays within', [3, 1, 3.9]],
    ['of one step', [1]],
  ])('is all of a course %s', (_, losses) => {
    const tried = losses.map((smoothed, i) => ({ rate: i + 1, loss: 0, smoothed }));
    expect(shown({ tried, diverged: false })).toEqual(losses.map((loss, i) => [i + 1, loss]));
  });
});
