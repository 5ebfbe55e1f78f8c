import { describe, expect, it } from 'vitest';
import { problemOf, source } from './support.js';

describe('synthetic_classification', () => {
  const options = { samples: 1200, features: 100, classes: 10, seed: 1 };

  it('has balanced classes before label noise, in random order', async () => {
    const { train } = await source('synthetic_classification', { ...options, label_noise: 0 }).read();
    const counts = Array.from(
      { length: 10 },
      (_, c) => train.y.data.filter((label: number) => label === c).length,
    );
    expect(counts).toEqual(new Array(10).fill(120));
    expect(Array.from(train.y.data)).not.toEqual(Array.from(train.y.data).sort());
  });

  it("depends on its seed, or else on the experiment's", async () => {
    const first = async (given: object, seed: number) =>
      (await source('synthetic_classification', { ...options, ...given }).read(seed)).train.x.data.slice(
        0,
        9,
      );
    expect(await first({}, 1)).toEqual(await first({}, 2));
    expect(await first({ seed: 2 }, 1)).not.toEqual(await first({}, 1));
    expect(await first({ seed: undefined }, 1)).toEqual(await first({}, 1));
    expect(await first({ seed: undefined }, 0)).not.toEqual(await first({}, 1));
  });

  it('can be learned, but not without mistakes: nearest class mean, on rows not seen', async () => {
    const accuracy = async (given: object) => {
      const { train } = await source('synthetic_classification', { ...options, ...given }).read();
      return nearestMean(train.x.data, train.y.data, 100, 10);
    };
    expect(await accuracy({})).toBeGreaterThan(0.9);
    expect(await accuracy({})).toBeLessThan(1);
    expect(await accuracy({ separation: 0 })).toBeLessThan(0.2);
    expect(await accuracy({ informative: 3 })).toBeGreaterThan(0.4);
    expect(await accuracy({ label_noise: 1 })).toBeLessThan(0.2);
    // Two clusters per class: means tell less.
    expect(await accuracy({ clusters: 2 })).toBeLessThan(await accuracy({}));
  });

  it('refuses what cannot be, before allocating it', async () => {
    const refuse = async (given: object) =>
      (await problemOf(() => source('synthetic_classification', { ...options, ...given }).describe()))
        .problems[0]!;
    expect(await refuse({ samples: 1e12 })).toMatchObject({ message: expect.stringContaining('of memory') });
    expect(await refuse({ samples: 5 })).toMatchObject({
      key: 'data.dataset.synthetic_classification.classes',
    });
    expect(await refuse({ informative: 101 })).toMatchObject({
      message: 'is 101, expected at most the 100 features',
    });
  });
});

/** Accuracy on the last fifth of a classifier that has seen the rest. */
function nearestMean(x: ArrayLike<number>, y: ArrayLike<number>, features: number, classes: number): number {
  const rows = y.length;
  const seen = Math.floor(rows * 0.8);
  const means = Array.from({ length: classes }, () => new Float64Array(features));
  const counts = new Float64Array(classes);
  for (let row = 0; row < seen; row++) {
    counts[y[row]!]!++;
    for (let f = 0; f < features; f++) means[y[row]!]![f]! += x[row * features + f]!;
  }
  const distances = (row: number) =>
    means.map((mean, c) =>
      mean.reduce((sum, total, f) => sum + (x[row * features + f]! - total / counts[c]!) ** 2, 0),
    );
  let right = 0;
  for (let row = seen; row < rows; row++) {
    const all = distances(row);
    if (all.indexOf(Math.min(...all)) === y[row]) right++;
  }
  return right / (rows - seen);
}
