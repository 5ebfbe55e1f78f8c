import { formatShape, sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { axisOf } from './axis.js';
import { defineLayer, passMask } from './layer.js';
import { along } from './normalizing.js';

/**
 * keras.layers.Normalization with `mean` and `variance` given. Keras's `adapt`, which takes them from the data,
 * is `data.preprocess: [standardize]` here: a layer sees nothing but its input.
 */
export const Normalization = defineLayer({
  name: 'Normalization',
  summary: 'Subtracts a mean and divides by the root of a variance, both given.',
  options: {
    type: 'object',
    properties: {
      axis: {
        anyOf: [
          { type: 'integer' },
          { type: 'array', items: { type: 'integer' }, minItems: 1, uniqueItems: true },
          { type: 'null' },
        ],
        default: -1,
        description: 'The axes with numbers of their own; null: the same for all.',
      },
      mean: {
        anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' }, minItems: 1 }],
        description: 'One number, or one for each place along the last of the axes.',
      },
      variance: {
        anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 }],
        description: 'As mean.',
      },
      invert: { type: 'boolean', default: false, description: 'Whether to undo it: multiply, then add.' },
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const { mean, variance } = options;
    if (mean === undefined || variance === undefined) {
      const lacks = mean === undefined ? 'mean' : 'variance';
      throw new Error(
        `needs mean and variance, ${lacks} is missing: give both, or take them from the data with data.preprocess: [standardize]`,
      );
    }
    const [last] = axesOf(options.axis, shape).slice(-1);
    for (const [name, value] of Object.entries({ mean, variance })) {
      const size = typeof value === 'number' ? 1 : value.length;
      const expected = last === undefined ? 1 : shape[last - 1]!;
      if (size !== 1 && size !== expected) {
        const found = `${name} has ${size} values for an input of shape ${formatShape(shape)}`;
        throw new Error(`${found}: expected ${expected === 1 ? 'one' : `one or ${expected}`}`);
      }
    }
    return { output: { shape, dtype: 'float32' }, flops: 2 * sizeOf(shape) };
  },
  apply({ axis, mean, variance, invert }, _weights, [x], { tf }) {
    const [last] = axesOf(axis, x!.shape.slice(1)).slice(-1);
    // Keras keeps the deviation above its fuzz factor; the reciprocal is taken here, once.
    const spread = each(variance).map((value) => Math.max(Math.sqrt(value), 1e-7));
    const shift = vector(each(mean), last, x!, tf);
    if (invert) return tf.add(tf.mul(x!, vector(spread, last, x!, tf)), shift);
    const scale = spread.map((value) => 1 / value);
    return tf.mul(tf.sub(x!, shift), vector(scale, last, x!, tf));
  },
});

const each = (value: number | readonly number[] | undefined): readonly number[] =>
  typeof value === 'number' ? [value] : (value ?? []);

const axesOf = (axis: number | readonly number[] | null, sample: readonly number[]): number[] =>
  (axis === null ? [] : typeof axis === 'number' ? [axis] : axis)
    .map((one) => axisOf(one, sample))
    .sort((a, b) => a - b);

/** Numbers along an axis of x; one number serves all. */
const vector = (values: readonly number[], axis: number | undefined, x: Tensor, tf: Ops): Tensor =>
  values.length === 1 || axis === undefined
    ? tf.scalar(values[0]!)
    : along([axis], tf.tensor1d([...values]), x, tf);
