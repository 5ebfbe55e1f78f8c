import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RandomLaw } from '../../src/layers/layer.js';
import type { Model } from '../../src/model/model.js';
import { Stream } from '../../src/random.js';
import { draw, randomInputs } from '../../src/training/random-inputs.js';

/** As much of a model as random inputs look at. */
const model = (laws: readonly { law: RandomLaw; size: number }[]) =>
  ({
    layers: laws.map(({ law, size }, i) => ({
      name: `layer${i}`,
      built: { random: [{ name: 'noise', shape: (batch: number) => [batch, size], distribution: law }] },
    })),
  }) as unknown as Model;

describe('random inputs', () => {
  test('the compiled dropout draws what the stream draws, and leaves its neighbours alone', () => {
    const law = fc
      .double({ min: 0.01, max: 0.99, noNaN: true })
      .map((keep) => ({ kind: 'dropout' as const, keep }));
    const rows = fc.array(fc.record({ law, size: fc.integer({ min: 1, max: 70 }) }), {
      minLength: 1,
      maxLength: 4,
    });
    const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(rows, seeds, fc.nat(), (laws, seed, step) => {
        const inputs = randomInputs(model(laws), 3);
        for (const input of inputs) input.fill(seed, step);
        inputs.forEach(({ name, data }, i) => {
          const expected = new Float32Array(data.length);
          draw(laws[i]!.law, expected, new Stream(seed, name, step));
          expect(data).toEqual(expected);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('a mask keeps as many as it should, scaled so that the mean stays', () => {
    const [mask] = randomInputs(model([{ law: { kind: 'dropout', keep: 0.75 }, size: 100_000 }]), 4);
    mask!.fill(1, 1);
    const kept = mask!.data.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(4 / 3)]));
    // Five standard deviations of a binomial law of 400,000.
    expect(Math.abs(kept.length / 400_000 - 0.75)).toBeLessThan(0.0035);
  });

  test('a rate of 1 drops everything', () => {
    const [mask] = randomInputs(model([{ law: { kind: 'dropout', keep: 0 }, size: 20 }]), 2);
    mask!.data.fill(7);
    mask!.fill(1, 1);
    expect(new Set(mask!.data)).toEqual(new Set([0]));
  });

  test.each<RandomLaw>([
    { kind: 'uniform', min: -2, max: 3 },
    { kind: 'normal', mean: 1, stddev: 2 },
  ])('$kind has its mean and deviation', (law) => {
    const [noise] = randomInputs(model([{ law, size: 50_000 }]), 1);
    noise!.fill(3, 0);
    const mean = noise!.data.reduce((sum, x) => sum + x, 0) / 50_000;
    const deviation = Math.sqrt(noise!.data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 50_000);
    const [expected, spread] = law.kind === 'normal' ? [law.mean, law.stddev] : [0.5, 5 / Math.sqrt(12)];
    expect(Math.abs(mean - expected)).toBeLessThan(0.05);
    expect(Math.abs(deviation - spread)).toBeLessThan(0.05);
  });
});
