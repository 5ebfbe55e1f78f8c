import { axisOf, formatShape, sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer } from './layer.js';
import { unitLength } from './normalizing.js';

/** keras.layers.Dot: products along one axis of each input, sample by sample: [a, k] and [k, b] to [a, b]. */
export const Dot = defineLayer({
  name: 'Dot',
  summary: 'The dot products of its two inputs along an axis of each.',
  options: {
    type: 'object',
    properties: {
      axes: {
        anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 }],
        description: 'The axis of both inputs, or one of each; 0 is the batch, -1 the last.',
      },
      normalize: {
        type: 'boolean',
        default: false,
        description: 'Whether to give vectors along the axis the length 1: products are then cosines.',
      },
    },
    required: ['axes'],
  },
  inputs: 'many',
  build({ axes }, inputs) {
    const [a, b] = inputs.map(({ shape }) => shape);
    if (inputs.length !== 2)
      throw new Error(`takes exactly two inputs, found ${inputs.length}: name them, inputs: [a, b]`);
    const [left, right] = axesOf(axes, a!, b!);
    const [inner, other] = [a![left - 1]!, b![right - 1]!];
    if (inner !== other) {
      const found = `axes ${JSON.stringify(axes)} of ${formatShape(a!)} and ${formatShape(b!)}`;
      throw new Error(`${found} have sizes ${inner} and ${other}: they must be equal`);
    }
    const shape = [...a!.toSpliced(left - 1, 1), ...b!.toSpliced(right - 1, 1)];
    return {
      output: { shape: shape.length > 0 ? shape : [1], dtype: 'float32' },
      flops: 2 * inner * sizeOf(shape),
    };
  },
  apply({ axes, normalize }, _weights, inputs, { tf }) {
    const [a, b] = inputs as [Tensor, Tensor];
    const [left, right] = axesOf(axes, a.shape.slice(1), b.shape.slice(1));
    const [x, y] = normalize ? [unitLength(a, [left], tf), unitLength(b, [right], tf)] : [a, b];
    const rest = [...x.shape.slice(1).toSpliced(left - 1, 1), ...y.shape.slice(1).toSpliced(right - 1, 1)];
    const product = tf.matMul(rows(x, left, tf), rows(y, right, tf), false, true);
    return tf.reshape(product, [-1, ...(rest.length > 0 ? rest : [1])]);
  },
});

function axesOf(
  axes: number | readonly number[],
  a: readonly number[],
  b: readonly number[],
): [number, number] {
  const [left, right] = (typeof axes === 'number' ? [axes, axes] : axes) as [number, number];
  return [axisOf(left, a), axisOf(right, b)];
}

/** [batch, all other axes, the chosen axis] */
function rows(x: Tensor, axis: number, tf: Ops): Tensor {
  const order = x.shape.map((_size, at) => at).toSpliced(axis, 1);
  const moved = axis === x.rank - 1 ? x : tf.transpose(x, [...order, axis]);
  return tf.reshape(moved, [x.shape[0]!, -1, x.shape[axis]!]);
}
