import { sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { asFloat, floatSpec } from './floats.js';
import { groupsOf, keptAxes } from './groups.js';
import { defineTransform } from './transform.js';

/** keras.utils.normalize: every vector along `axis` is divided by its norm; zeros stay zeros. */
export const normalize = defineTransform({
  name: 'normalize',
  summary:
    'Divides every vector along an axis by its norm (L2 unless `order` says otherwise); zeros stay zeros.',
  options: {
    type: 'object',
    properties: {
      axis: {
        type: 'integer',
        default: -1,
        description: 'Axis of the vectors (-1: the last; the batch is axis 0).',
      },
      order: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 2,
        description: 'Order of the norm, as in numpy.linalg.norm.',
      },
    },
  },
  shape({ axis }, input) {
    if (input.shape.length === 0) throw new Error('needs vectors, but a row is a single number');
    keptAxes(input.shape, axis);
    return floatSpec(input);
  },
  fit: () => ({}),
  apply({ axis, order }, _fitted, x, tf) {
    const values = asFloat(x, tf);
    const norm = normOf(values, axis, order, tf);
    // A norm of zero counts as one.
    const divisor = tf.add(norm, tf.cast(tf.equal(norm, 0), 'float32'));
    return tf.mul(values, tf.reciprocal(divisor));
  },
  transform({ axis, order }, _fitted, { shape, data }) {
    const sample = shape.slice(1);
    const along = keptAxes(sample, axis);
    const across = sample.map((_, i) => i + 1).filter((i) => !along.has(i - 1));
    // Elements of one vector are those that agree on every other axis.
    const { of, shape: vectors } = groupsOf(sample, across);
    const out = new Float32Array(data.length);
    const sums = new Float64Array(sizeOf(vectors));
    for (let start = 0; start < data.length; start += of.length) {
      sums.fill(0);
      for (let i = 0; i < of.length; i++) sums[of[i]!]! += Math.abs(data[start + i]!) ** order;
      for (let i = 0; i < of.length; i++)
        out[start + i] = data[start + i]! / (sums[of[i]!]! ** (1 / order) || 1);
    }
    return { shape, dtype: 'float32', data: out };
  },
});

function normOf(x: Tensor, axis: number, order: number, tf: Ops): Tensor {
  if (order === 2) return tf.sqrt(tf.sum(tf.square(x), axis, true));
  if (order === 1) return tf.sum(tf.abs(x), axis, true);
  return tf.pow(tf.sum(tf.pow(tf.abs(x), order), axis, true), 1 / order);
}
