import { choice } from '../experiment/part.js';
import { detached } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { type Context, defineLayer } from './layer.js';

type Asked = ReturnType<NonNullable<Context['rowSums']>>;

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
  tableRows: ({ input_dim }) => input_dim,
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
  masks: ({ mask_zero }) => mask_zero,
  mask: ({ mask_zero }, [x], _masks, tf) => (mask_zero ? tf.notEqual(x!, tf.zerosLike(x!)) : undefined),
  apply(_options, { embeddings }, [x], { tf, rowSums }) {
    const rows = detached(x!, tf, (numbers) => tf.cast(numbers, 'int32'));
    return lookUp(embeddings!, rows, rowSums?.('embeddings'), tf);
  },
});

/** Rows of a table. The gradient of every lookup is held within a limit, where there is one, before all are added up. */
function lookUp(table: Tensor, rows: Tensor, asked: Asked, tf: Ops): Tensor {
  const [size, width] = table.shape as [number, number];
  const operation = tf.customGrad((...given) => {
    const save = given.pop() as unknown as (tensors: Tensor[]) => void;
    save([rows]);
    const gradFunc = (dy: Tensor, [numbers]: Tensor[]) => {
      const all = tf.reshape(dy, [-1, width]);
      const ids = tf.reshape(numbers!, [-1]) as never;
      const summed = (values: Tensor) => tf.unsortedSegmentSum(values, ids, size);
      if (!asked) return [summed(all)];
      const { of, limit } = asked;
      const held = limit === undefined ? all : tf.clipByValue(all, -limit, limit);
      return [summed(held), summed(of === 'squares' ? tf.square(held) : tf.abs(held))];
    };
    return { value: tf.gather(given[0] as Tensor, rows as never), gradFunc: gradFunc as never };
  });
  return asked ? operation(table, asked.sums) : operation(table);
}
