import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DType, type NDArray, sizeOf } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { applyAll, chainShape, fitAll, type Step, transformAll } from '../../src/preprocess/chain.js';
import { preprocess } from '../../src/preprocess/index.js';
import { row, uncovered } from '../support/keras.js';

/** An array as fixtures/make.py writes it. */
interface Saved {
  readonly shape: number[];
  readonly dtype: DType;
  readonly data: readonly number[];
}

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly train: Saved;
  readonly test: Saved;
  readonly expected: Saved;
}

const { cases } = JSON.parse(readFileSync(new URL('./fixtures/oracle.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

/** tfjs has no bytes: they go in as int32. */
const tensor = ({ shape, dtype, data }: Saved) =>
  tf.tensor([...data], shape, dtype === 'float32' ? 'float32' : 'int32');

const makers = {
  uint8: Uint8Array,
  bool: Uint8Array,
  int32: Int32Array,
  float32: Float32Array,
};
const array = ({ shape, dtype, data }: Saved): NDArray => ({
  shape,
  dtype,
  data: makers[dtype].from(data as number[]),
});

function step(name: string, options: Options): Step {
  return row(preprocess, name, options);
}

/** The largest difference, in units of the larger of 1 and the expected value. */
function distance(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  return Array.from(
    expected,
    (value, i) => Math.abs(found[i]! - value) / Math.max(1, Math.abs(value)),
  ).reduce((most, each) => (each > most || Number.isNaN(each) ? each : most), 0);
}

it('has a case for every transform', () => {
  expect(uncovered(preprocess, cases)).toEqual([]);
});

describe.each(cases.map((one, i) => ({ title: `${i} ${one.name} ${JSON.stringify(one.options)}`, ...one })))(
  '$title',
  ({ name, options, train, test, expected }) => {
    const steps = fitAll([step(name, options)], array(train));
    const input = { shape: test.shape.slice(1), dtype: test.dtype };

    it('agrees with Keras or scikit-learn', () => {
      const found = transformAll(steps, array(test));
      expect(found.dtype).toBe('float32');
      expect(found.shape).toEqual(expected.shape);
      // Keras fits in float32, dlx in float64.
      expect(distance(found.data, expected.data)).toBeLessThan(1e-5);
    });

    it('does in the graph what it does to plain arrays', () => {
      const found = tf.tidy(() => applyAll(steps, tensor(test), tf));
      expect(found.dtype).toBe('float32');
      expect(found.shape.slice(1)).toEqual(chainShape(steps, input).shape);
      expect(distance(found.dataSync(), transformAll(steps, array(test)).data)).toBeLessThan(1e-6);
      found.dispose();
    });

    it('leaves its input alone', () => {
      const before = array(test);
      transformAll(steps, before);
      expect(before.data).toEqual(array(test).data);
    });
  },
);

describe('a chain', () => {
  const x: NDArray = {
    shape: [64, 3],
    dtype: 'uint8',
    data: Uint8Array.from({ length: 192 }, (_, i) => (i * 37) % 256),
  };

  it('fits each step to what the steps before leave', () => {
    const steps = fitAll([step('rescale', {}), step('standardize', {}), step('min_max', { min: -1 })], x);
    const { data } = transformAll(steps, x);
    for (let column = 0; column < 3; column++) {
      const values = data.filter((_, i) => i % 3 === column);
      expect(Math.min(...values)).toBeCloseTo(-1, 5);
      expect(Math.max(...values)).toBeCloseTo(1, 5);
    }
  });

  it('transforms only what a later step looks at', () => {
    let transformed = 0;
    const rescale = step('rescale', {});
    const counted: Step = {
      ...rescale,
      part: {
        ...rescale.part,
        transform: (...args) => {
          transformed++;
          return rescale.part.transform(...args);
        },
      },
    };
    fitAll([counted, step('normalize', {}), counted], x);
    expect(transformed).toBe(0);
    fitAll([counted, step('standardize', {})], x);
    expect(transformed).toBe(1);
  });
});

describe('properties', () => {
  const tables = fc
    .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc
        .array(fc.float({ noNaN: true, min: -1000, max: 1000 }), {
          minLength: rows * columns,
          maxLength: rows * columns,
        })
        .map(
          (data): NDArray => ({ shape: [rows, columns], dtype: 'float32', data: Float32Array.from(data) }),
        ),
    );

  it.each(preprocess.map((part) => part.name))('%s gives finite numbers on what it was fitted to', (name) => {
    fc.assert(
      fc.property(tables, (x) => {
        const found = transformAll(fitAll([step(name, {})], x), x);
        expect(found.data.every(Number.isFinite)).toBe(true);
        expect(found.data.length).toBe(sizeOf(found.shape));
      }),
    );
  });

  it('standardize leaves mean 0 and deviation 1', () => {
    const data = Float32Array.from({ length: 3000 }, (_, i) => Math.sin(i * i) * (1 + (i % 3)) + (i % 3));
    const x: NDArray = { shape: [1000, 3], dtype: 'float32', data };
    const found = transformAll(fitAll([step('standardize', {})], x), x).data;
    for (let column = 0; column < 3; column++) {
      const values = Array.from(found).filter((_, i) => i % 3 === column);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(variance).toBeCloseTo(1, 4);
    }
  });

  it('min_max stays within its range', () => {
    fc.assert(
      fc.property(tables, (x) => {
        const { data } = transformAll(fitAll([step('min_max', {})], x), x);
        expect(data.every((value) => value >= -1e-6 && value <= 1 + 1e-6)).toBe(true);
      }),
    );
  });
});

describe('what does not fit', () => {
  const refused = (name: string, options: Options, shape: number[]) => () =>
    chainShape([step(name, options)], { shape, dtype: 'float32' });

  it('is said with the axis and the axes that there are', () => {
    expect(refused('standardize', { axis: 0 }, [4])).toThrow(
      'axis 0 is not one of a batch of 4, expected 1 to 1 or -1',
    );
    expect(refused('standardize', { axis: 3 }, [4, 2])).toThrow('axis 3');
    expect(refused('min_max', { axis: [1, -4] }, [4, 2])).toThrow('axis -4');
    expect(refused('normalize', {}, [])).toThrow('a row is a single number');
    expect(refused('min_max', { min: 1, max: 1 }, [4])).toThrow('min 1 is not less than max 1');
  });
});
