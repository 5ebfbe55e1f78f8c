import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { fansOf } from '../../src/initializers/fans.js';
import { initializers } from '../../src/initializers/index.js';
import { Stream } from '../../src/random.js';
import { keras, row, type Saved } from '../support/keras.js';

interface Fixture {
  fans: { shape: number[]; fans: [number, number] }[];
  exact: { name: string; options: Options; values: Saved }[];
}

const { fans, exact } = keras<Fixture>('initializers');

function fill(name: string, given: Options, shape: number[], seed = 1): Float32Array {
  const { part, options } = row(initializers, name, given);
  expect(part.misfit?.(options, shape)).toBeUndefined();
  const out = new Float32Array(sizeOf(shape)).fill(Number.NaN);
  part.fill(options, shape, out, new Stream(seed, 'test'));
  return out;
}

describe('fans and fixed values agree with Keras', () => {
  it.each(fans)('fans of $shape', ({ shape, fans: [inputs, outputs] }) => {
    expect(fansOf(shape)).toEqual({ in: inputs, out: outputs });
  });

  it.each(exact)('$name $options', ({ name, options, values }) => {
    expect([...fill(name, options, values.shape)]).toEqual(values.data);
  });
});

/** Laws by their distribution function; variances are those of Keras's documentation, written out. */
const SHAPE = [200, 100];
const sigma = (variance: number) => Math.sqrt(variance);
const normal =
  (s: number, mean = 0) =>
  (x: number) =>
    gauss((x - mean) / s);
/** Normal, cut at two standard deviations: `s` is the deviation after the cut. */
const truncated = (s: number, mean = 0) => cut(s / 0.8796256610342398, mean);
const cut =
  (wide: number, mean = 0) =>
  (x: number) => {
    const z = Math.min(2, Math.max(-2, (x - mean) / wide));
    return (gauss(z) - gauss(-2)) / (gauss(2) - gauss(-2));
  };
const uniform = (limit: number) => between(-limit, limit);
const between = (min: number, max: number) => (x: number) =>
  Math.min(1, Math.max(0, (x - min) / (max - min)));

const LAWS: [name: string, options: Options, law: (x: number) => number][] = [
  ['glorot_normal', {}, truncated(sigma(2 / 300))],
  ['glorot_uniform', {}, uniform(Math.sqrt(6 / 300))],
  ['he_normal', {}, truncated(sigma(2 / 200))],
  ['he_uniform', {}, uniform(Math.sqrt(6 / 200))],
  ['lecun_normal', {}, truncated(sigma(1 / 200))],
  ['lecun_uniform', {}, uniform(Math.sqrt(3 / 200))],
  ['random_normal', {}, normal(0.05)],
  ['random_normal', { mean: 2, stddev: 3 }, normal(3, 2)],
  ['random_uniform', {}, uniform(0.05)],
  ['random_uniform', { minval: 1, maxval: 4 }, between(1, 4)],
  ['truncated_normal', {}, cut(0.05)],
  ['truncated_normal', { mean: -1, stddev: 2 }, cut(2, -1)],
  ['variance_scaling', {}, truncated(sigma(1 / 200))],
  ['variance_scaling', { scale: 3, mode: 'fan_out' }, truncated(sigma(3 / 100))],
  ['variance_scaling', { mode: 'fan_avg', distribution: 'untruncated_normal' }, normal(sigma(1 / 150))],
  ['variance_scaling', { distribution: 'uniform' }, uniform(Math.sqrt(3 / 200))],
];

describe('laws', () => {
  it.each(LAWS)('%s %o passes Kolmogorov and Smirnov', (name, options, law) => {
    const sample = fill(name, options, SHAPE).sort();
    const n = sample.length;
    let distance = 0;
    for (const [at, x] of sample.entries()) {
      distance = Math.max(distance, Math.abs(law(x) - at / n), Math.abs(law(x) - (at + 1) / n));
    }
    // 1.95 / sqrt(n): exceeded by chance once in a thousand; the seed is fixed.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n));
  });

  it('covers every row', () => {
    const covered = new Set([...exact.map(({ name }) => name), ...LAWS.map(([name]) => name), 'orthogonal']);
    expect(initializers.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it.each(initializers)('$name: same seed, same values; another seed, others', ({ name }) => {
    const a = fill(name, {}, [8, 8]);
    expect(fill(name, {}, [8, 8])).toEqual(a);
    expect(a.every(Number.isFinite)).toBe(true);
    const isRandom = !exact.some((one) => one.name === name);
    expect(fill(name, {}, [8, 8], 2).some((value, at) => value !== a[at])).toBe(isRandom);
  });
});

describe('orthogonal', () => {
  it.each([[[6, 6]], [[9, 4]], [[4, 9]], [[2, 3, 4]], [[64, 256]]])(
    '%o has orthonormal rows or columns',
    (shape) => {
      const gain = 1.5;
      const values = fill('orthogonal', { gain }, shape);
      const columns = shape.at(-1)!;
      const rows = values.length / columns;
      const isTall = rows >= columns;
      const at = (vector: number, i: number) => values[isTall ? i * columns + vector : vector * columns + i]!;
      for (let a = 0; a < Math.min(rows, columns); a++) {
        for (let b = 0; b <= a; b++) {
          let dot = 0;
          for (let i = 0; i < Math.max(rows, columns); i++) dot += at(a, i) * at(b, i);
          expect(dot).toBeCloseTo(a === b ? gain ** 2 : 0, 5);
        }
      }
    },
  );

  it('has no preferred direction: entries average to zero over seeds', () => {
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) sum += fill('orthogonal', {}, [3, 3], seed)[0]!;
    // An entry has variance 1/3; the mean of 400 deviates by 0.029, four times that is the limit.
    expect(Math.abs(sum / 400)).toBeLessThan(0.12);
  });
});

describe('shapes that cannot be filled', () => {
  it.each([
    ['identity', [3, 3, 2, 2], /matrix.*3x3x2x2/],
    ['identity', [4], /matrix.*4/],
    ['orthogonal', [4], /two axes.*4/],
  ])('%s of %o', (name, shape, message) => {
    const { part, options } = row(initializers, name, {});
    expect(part.misfit?.(options, shape)).toMatch(message);
  });
});

/** The standard normal distribution function (Abramowitz and Stegun 7.1.26 has 1.5e-7; a series is exact). */
function gauss(z: number): number {
  if (Math.abs(z) > 7) return z > 0 ? 1 : 0;
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
