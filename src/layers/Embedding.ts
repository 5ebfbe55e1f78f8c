import { choice } from '../experiment/part.js';
import { detached } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer } from './layer.js';

/** keras.layers.Embedding: whole numbers [...] below input_dim to [..., output_dim]. */
export const Embedding = defineLayer({
  name: 'Embedding',
  summary: 'Gives every whole number below input_dim a vector of its own, which is learned.',
  options: {
    type: 'object',
    properties: {
      input_dim: { type: 'integer', minimum: 1, description: 'Size of the vocabulary.' },
      output_dim: { type: 'integer', minimum: 1, description: 'Size of a vector.' },
      embeddings_initializer: { ...choice('initializer'), default: 'random_uniform' },
      embeddings_regularizer: { ...choice('regularizer'), description: 'Penalty on the vectors.' },
      embeddings_constraint: { ...choice('constraint'), description: 'What the vectors are held to.' },
      mask_zero: {
        type: 'boolean',
        default: false,
        description: 'Whether 0 is padding, which the layers behind are to leave out.',
      },
    },
    required: ['input_dim', 'output_dim'],
  },
  integers: true,
  build(options, [input]) {
    const { input_dim, output_dim } = options;
    return {
      weights: [
        {
          name: 'embeddings',
          shape: [input_dim, output_dim],
          gathered: true,
          initializer: options.embeddings_initializer,
          regularizer: options.embeddings_regularizer,
          constraint: options.embeddings_constraint,
        },
      ],
      output: { shape: [...input!.shape, output_dim], dtype: 'float32' },
    };
  },
  mask: ({ mask_zero }, [x], _masks, tf) => (mask_zero ? tf.notEqual(x!, tf.zerosLike(x!)) : undefined),
  apply(_options, { embeddings }, [x], { tf, squares }) {
    const rows = detached(x!, tf, (numbers) => tf.cast(numbers, 'int32'));
    return lookUp(embeddings!, rows, squares?.('embeddings'), tf);
  },
});

/** Rows of a table; `squares`, of the table's shape, has the sum of squares of every row's gradients as its own. */
function lookUp(table: Tensor, rows: Tensor, squares: Tensor | undefined, tf: Ops): Tensor {
  const [size, width] = table.shape as [number, number];
  const operation = tf.customGrad((...given) => {
    const save = given.pop() as unknown as (tensors: Tensor[]) => void;
    save([rows]);
    const gradFunc = (dy: Tensor, [numbers]: Tensor[]) => {
      const flat = tf.reshape(dy, [-1, width]);
      const ids = tf.reshape(numbers!, [-1]) as never;
      const summed = (values: Tensor) => tf.unsortedSegmentSum(values, ids, size);
      return squares ? [summed(flat), summed(tf.square(flat))] : [summed(flat)];
    };
    return { value: tf.gather(given[0] as Tensor, rows as never), gradFunc: gradFunc as never };
  });
  return squares ? operation(table, squares) : operation(table);
}
