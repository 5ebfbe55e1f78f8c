import { axisOf, formatShape, sizeOf } from '../arrays.js';
import { momentsOf } from '../preprocess/moments.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer, passMask } from './layer.js';
import { along } from './normalizing.js';

/** Keras keeps the deviation above its fuzz factor. */
const EPSILON = 1e-7;

/**
 * keras.layers.Normalization. Without `mean` and `variance` they are weights that are taken from the training split before
 * training, as by Keras's `adapt`, and kept with the others (unless `initial_weights` has them). Keras's weight `count`
 * means nothing and is there for its files.
 */
export const Normalization = defineLayer({
  name: 'Normalization',
  summary:
    'Subtracts a mean and divides by the root of a variance: given ones, or those of the training split.',
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
        description:
          'One number, or one for each place along the last of the axes; without it, found in the training split.',
      },
      variance: {
        anyOf: [
          { type: 'number', minimum: 0 },
          { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 },
        ],
        description: 'As mean.',
      },
      invert: { type: 'boolean', default: false, description: 'Whether to undo it: multiply, then add.' },
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const { mean, variance } = options;
    const output = { shape, dtype: 'float32' as const };
    const flops = 2 * sizeOf(shape);
    const axes = axesOf(options.axis, shape);
    if (mean === undefined && variance === undefined) {
      const each = axes.map((axis) => shape[axis - 1]!);
      const weight = (name: string, shape: readonly number[], initializer: string) =>
        ({ name, shape, initializer, trainable: false }) as const;
      const weights = [
        weight('mean', each, 'zeros'),
        weight('variance', each, 'ones'),
        weight('count', [], 'zeros'),
      ];
      return { weights, output, flops };
    }
    if (mean === undefined || variance === undefined) {
      const [has, lacks] = mean === undefined ? ['variance', 'mean'] : ['mean', 'variance'];
      throw new Error(
        `has ${has} but no ${lacks}: give both, or neither to take them from the training split`,
      );
    }
    const [last] = axes.slice(-1);
    for (const [name, value] of Object.entries({ mean, variance })) {
      const size = typeof value === 'number' ? 1 : value.length;
      const expected = last === undefined ? 1 : shape[last - 1]!;
      if (size !== 1 && size !== expected) {
        const found = `${name} has ${size} values for an input of shape ${formatShape(shape)}`;
        throw new Error(`${found}: expected ${expected === 1 ? 'one' : `one or ${expected}`}`);
      }
    }
    return { output, flops };
  },
  adapts: ({ mean, variance }) => mean === undefined && variance === undefined,
  adapt({ axis }, x) {
    const { means, variances } = momentsOf(x, axis);
    return { mean: means, variance: variances };
  },
  apply({ axis, mean, variance, invert }, weights, [x], { tf }) {
    const axes = axesOf(axis, x!.shape.slice(1));
    if (weights.mean && weights.variance) {
      const deviation = tf.maximum(tf.sqrt(weights.variance), EPSILON);
      const shift = along(axes, weights.mean, x!, tf);
      if (invert) return tf.add(tf.mul(x!, along(axes, deviation, x!, tf)), shift);
      return tf.mul(tf.sub(x!, shift), along(axes, tf.reciprocal(deviation), x!, tf));
    }
    const [last] = axes.slice(-1);
    // The reciprocal is taken here, once.
    const spread = each(variance).map((value) => Math.max(Math.sqrt(value), EPSILON));
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
