import { formatShape, type Spec } from '../../arrays.js';
import type { Ops, Tensor } from '../../tf.js';
import type { Built, Context, WeightSpec } from '../layer.js';
import { roles } from './heads.js';
import { biasOf, FAR, reachOf, seenOf } from './hidden.js';
import { dropoutRate, useCausalMask } from './options.js';
import type { Hidden } from './product.js';

/** What Attention and AdditiveAttention have in common. Keras's `seed` is not here: see Dropout. */
export const plainOptions = { dropout: dropoutRate, use_causal_mask: useCausalMask } as const;

interface PlainOptions {
  readonly dropout: number;
  readonly use_causal_mask: boolean;
}

/** Attention without projections of query [queries, size], value [keys, width] and key [keys, size]. */
export function buildPlain(
  { dropout }: PlainOptions,
  inputs: readonly Spec[],
  weights: readonly WeightSpec[],
): Built {
  if (inputs.length < 2 || inputs.length > 3) {
    const expected = 'query and value, or query, value and key';
    throw new Error(`takes ${expected}, found ${inputs.length}: name them, inputs: [query, value]`);
  }
  const [query, value, key] = roles(inputs.map(({ shape }) => shape));
  for (const shape of [query, value, key]) {
    if (shape.length !== 2)
      throw new Error(`takes sequences, got ${formatShape(shape)}: expected steps x features`);
  }
  const [[queries, size], [keys, width], [others, keySize]] = [query, value, key] as [
    [number, number],
    [number, number],
    [number, number],
  ];
  if (keys !== others || size !== keySize) {
    const found = `query ${formatShape(query)}, value ${formatShape(value)} and key ${formatShape(key)}`;
    throw new Error(
      `${found} do not fit: query and key need equal features, value and key equal numbers of steps`,
    );
  }
  const mask = {
    name: 'dropout',
    shape: (batch: number) => [batch, queries, keys],
    distribution: { kind: 'dropout', keep: 1 - dropout },
  } as const;
  return {
    weights,
    random: dropout > 0 ? [mask] : [],
    output: { shape: [queries, width], dtype: 'float32' },
    flops: queries * keys * (2 * size + 2 * width + 5),
  };
}

/** The mask of the value, and the places if it is causal. (Keras takes none of the key here.) */
export function plainHidden(
  { use_causal_mask }: PlainOptions,
  query: Tensor,
  value: Tensor,
  { tf, masks }: Context,
): Hidden | undefined {
  const reach = reachOf(query.shape[1]!, value.shape[1]!, { causal: use_causal_mask }, tf);
  const seen = seenOf(reach, undefined, [masks[1]], tf);
  return seen && { bias: biasOf(seen, FAR, tf) };
}

/** sum(combine(query + key)) over the features, for each query and key: [batch, queries, keys]. */
export function pairwise(query: Tensor, key: Tensor, combine: (sum: Tensor) => Tensor, tf: Ops): Tensor {
  return tf.sum(combine(tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1))), -1);
}

/** softmax(scores) · value, where scores are not simple products. */
export function weigh(scores: Tensor, value: Tensor, hidden: Hidden | undefined, context: Context): Tensor {
  const { tf, random } = context;
  const p = tf.softmax(hidden ? tf.add(scores, hidden.bias) : scores);
  return tf.matMul(random.dropout ? tf.mul(p, random.dropout) : p, value);
}

/** Zeros for the queries that the query's mask hides. */
export const shown = (y: Tensor, { tf, masks }: Context): Tensor =>
  masks[0] ? tf.mul(y, tf.cast(tf.expandDims(masks[0], -1), 'float32')) : y;
