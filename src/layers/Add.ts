import { formatShape, sizeOf } from '../arrays.js';
import { defineLayer } from './layer.js';

/** keras.layers.Add: the sum of its inputs, element by element; shapes broadcast behind the batch axis. */
export const Add = defineLayer({
  name: 'Add',
  summary: 'Adds its inputs, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  build(_options, inputs) {
    if (inputs.length < 2) throw new Error('adds two inputs or more, found one: name them, inputs: [a, b]');
    let shape = inputs[0]!.shape;
    for (const [at, input] of inputs.entries()) {
      const sum = broadcast(shape, input.shape);
      if (!sum) {
        const what = `cannot add ${formatShape(shape)} and ${formatShape(input.shape)} (branch ${at + 1})`;
        throw new Error(`${what}: shapes must broadcast`);
      }
      shape = sum;
    }
    return { output: { shape, dtype: 'float32' }, flops: (inputs.length - 1) * sizeOf(shape) };
  },
  apply(_options, _weights, inputs, { tf }) {
    const rank = Math.max(...inputs.map((x) => x.rank));
    // Lower ranks get their missing axes behind the batch, as in Keras: [batch, 4] adds to [batch, 3, 4].
    const aligned = inputs.map((x) =>
      x.rank === rank ? x : tf.reshape(x, [-1, ...Array<number>(rank - x.rank).fill(1), ...x.shape.slice(1)]),
    );
    return aligned.reduce((sum, x) => tf.add(sum, x));
  },
});

/** The common shape of two samples, aligned at the last axis, or undefined. */
function broadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const offset = long.length - short.length;
  const sizes = long.map((size, at) => {
    const other = at < offset ? 1 : short[at - offset]!;
    return size === 1 ? other : other === 1 || other === size ? size : -1;
  });
  return sizes.includes(-1) ? undefined : sizes;
}
