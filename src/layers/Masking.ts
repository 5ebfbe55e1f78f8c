import { formatShape, sizeOf } from '../arrays.js';
import { detached } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer } from './layer.js';

/** keras.layers.Masking: steps [features] that are all `mask_value` are hidden from the layers behind, and set to zero. */
export const Masking = defineLayer({
  name: 'Masking',
  summary: 'Hides the steps of a sequence all of whose features have one value.',
  options: {
    type: 'object',
    properties: { mask_value: { type: 'number', default: 0, description: 'The value of hidden steps.' } },
  },
  build(_options, [input]) {
    const { shape } = input!;
    if (shape.length < 2) {
      throw new Error(`takes sequences, [steps, features] for each row, got ${formatShape(shape)}`);
    }
    return { output: { shape, dtype: 'float32' }, flops: 2 * sizeOf(shape) };
  },
  masks: () => true,
  mask: ({ mask_value }, [x], _masks, tf) => counts(x!, mask_value, tf, false),
  apply: ({ mask_value }, _weights, [x], { tf }) =>
    tf.mul(x!, tf.cast(counts(x!, mask_value, tf, true), 'float32')),
});

/** Whether any feature of a step is something else. */
function counts(x: Tensor, value: number, tf: Ops, keepDims: boolean): Tensor {
  return detached(x, tf, (input) => {
    const other = tf.cast(tf.notEqual(input, value), 'float32');
    return tf.greater(tf.max(other, -1, keepDims), 0);
  });
}
