import { axisOf, formatShape } from '../arrays.js';
import { defineLayer } from './layer.js';
import { eitherMask } from './merging.js';

/** keras.layers.Concatenate: its inputs one behind the other along an axis. */
export const Concatenate = defineLayer({
  name: 'Concatenate',
  summary: 'Joins its inputs along an axis; all other axes must be equal.',
  options: {
    type: 'object',
    properties: {
      axis: { type: 'integer', default: -1, description: 'The axis; 0 is the batch, -1 the last.' },
    },
  },
  inputs: 'many',
  build({ axis }, inputs) {
    if (inputs.length < 2) throw new Error('joins two inputs or more, found one: name them, inputs: [a, b]');
    const first = inputs[0]!;
    const along = axisOf(axis, first.shape) - 1;
    let size = 0;
    for (const [at, { shape }] of inputs.entries()) {
      const fits =
        shape.length === first.shape.length && shape.every((n, i) => i === along || n === first.shape[i]);
      if (!fits) {
        const what = `cannot concatenate ${formatShape(first.shape)} and ${formatShape(shape)} (branch ${at + 1})`;
        throw new Error(`${what} along axis ${axis}: all other axes must be equal`);
      }
      size += shape[along]!;
    }
    const dtype = inputs.every((input) => input.dtype === first.dtype) ? first.dtype : 'float32';
    return { output: { shape: first.shape.with(along, size), dtype } };
  },
  mask({ axis }, inputs, masks, tf) {
    if (masks.every((mask) => mask === undefined)) return undefined;
    const steps = axisOf(axis, inputs[0]!.shape.slice(1)) === 1;
    // Of what has no mask all steps count: behind other axes they then count in all.
    if (!steps) return eitherMask(undefined, inputs, masks, tf);
    return tf.concat(
      inputs.map((x, at) => masks[at] ?? tf.cast(tf.ones(x.shape.slice(0, 2)), 'bool')),
      1,
    );
  },
  apply: ({ axis }, _weights, inputs, { tf }) =>
    tf.concat([...inputs], axisOf(axis, inputs[0]!.shape.slice(1))),
});
