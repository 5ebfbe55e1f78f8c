import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import { layers } from '../../src/layers/index.js';
import { expectClose, keras, row, type Saved, tensor, tf } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

interface Case {
  readonly options: Options;
  readonly x: Saved;
  readonly weights: { readonly [name: string]: Saved };
  readonly y: Saved;
  readonly dy: Saved;
  readonly dx: Saved;
}

const cases = keras<Case[]>('layers', 'adapting');

describe('Normalization takes from data what Keras takes', () => {
  it.each(cases)('$options on $x.shape', ({ options: given, x, weights, y, dy, dx }) => {
    const { part, options } = row(layers, 'Normalization', given);
    const spec = { shape: x.shape.slice(1), dtype: 'float32' as const };
    const built = part.build(options, [spec], QUIET.find);
    expect(part.adapts!(options)).toBe(true);
    expect(built.weights!.map(({ name, shape, trainable }) => ({ name, shape, trainable }))).toEqual(
      Object.entries(weights).map(([name, { shape }]) => ({ name, shape, trainable: false })),
    );
    const data = Float32Array.from(x.data);
    const found = part.adapt!(options, { shape: x.shape, dtype: 'float32', data });
    for (const [name, values] of Object.entries(found))
      expectClose(tf.tensor([...(values as Float64Array)], weights[name]!.shape), weights[name]!);

    const own = Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, tensor(value)]));
    const context = { ...QUIET, tf, training: false, random: {} };
    const apply = (value: tf.Tensor) => part.apply(options, own, [value], context);
    expectClose(apply(tensor(x)), y);
    expectClose(tf.grad(apply)(tensor(x), tensor(dy)), dx);
  });

  it('takes nothing where mean and variance are given', () => {
    const { part, options } = row(layers, 'Normalization', { mean: 1, variance: 2 });
    expect(part.adapts!(options)).toBe(false);
    expect(part.build(options, [{ shape: [3], dtype: 'float32' }], QUIET.find).weights).toBeUndefined();
  });
});
