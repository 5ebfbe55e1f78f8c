import { formatShape, sizeOf } from '../arrays.js';
import { defineLayer } from './layer.js';

/** keras.layers.Reshape: the values of every sample, in row-major order, in another shape. */
export const Reshape = defineLayer({
  name: 'Reshape',
  summary: 'Gives every sample another shape.',
  options: {
    type: 'object',
    properties: {
      target_shape: {
        type: 'array',
        items: { type: 'integer', minimum: -1 },
        description: 'Shape of a sample, without the batch; one axis may be -1 and takes what is left.',
      },
    },
    required: ['target_shape'],
  },
  build: ({ target_shape }, [input]) => ({
    output: { shape: resolve(target_shape, input!.shape), dtype: input!.dtype },
  }),
  apply: ({ target_shape }, _weights, [x], { tf }) =>
    tf.reshape(x!, [-1, ...resolve(target_shape, x!.shape.slice(1))]),
});

/** The target with its -1 replaced. Throws when the sizes do not agree. */
function resolve(target: readonly number[], input: readonly number[]): readonly number[] {
  const size = sizeOf(input);
  const what = `cannot reshape ${formatShape(input)} (${size} values) into [${target.join(', ')}]`;
  const open = target.filter((axis) => axis === -1).length;
  if (open > 1) throw new Error(`${what}: found ${open} axes of -1, expected at most one`);
  if (target.includes(0))
    throw new Error(`${what}: an axis of 0 holds nothing; use -1 for the size that is left`);
  const known = sizeOf(target.filter((axis) => axis !== -1));
  if (open === 0 && known !== size) throw new Error(`${what}: that is ${known} values`);
  if (size % known !== 0) throw new Error(`${what}: ${size} is not a multiple of ${known}`);
  return target.map((axis) => (axis === -1 ? size / known : axis));
}
