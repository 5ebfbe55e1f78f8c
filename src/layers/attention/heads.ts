import { formatShape, type Spec, sizeOf } from '../../arrays.js';
import type { Choice, OptionsOf } from '../../experiment/part.js';
import type { Ops, Tensor } from '../../tf.js';
import { addActivity } from '../activity.js';
import type { Built, Context } from '../layer.js';
import { biasOf, FARTHEST, reachOf, seenOf } from './hidden.js';
import { projection, type projectionOptions } from './options.js';
import { attend, type Hidden } from './product.js';

type Projections = OptionsOf<{ type: 'object'; properties: typeof projectionOptions }>;

/** What MultiHeadAttention and GroupQueryAttention say of themselves. */
export interface Heads extends Projections {
  /** Heads of queries. */
  readonly heads: number;
  /** Heads of keys and values, each for equally many heads of queries that follow one another. */
  readonly shared: number;
  /** Sizes of a head. */
  readonly keySize: number;
  readonly valueSize: number;
  /** The last axes of the output, in the place of the query's features. */
  readonly outputShape?: readonly number[];
  /** The axes of an input [batch, ...] that are attended over, ascending; all others of it are like the batch. */
  readonly axes: readonly number[];
}

/** Query, value and key of one input (itself), two (query, value) or three. */
export function roles<T>(inputs: readonly T[]): readonly [T, T, T] {
  const [query, value = query, key = value] = inputs as [T, T?, T?];
  return [query, value, key];
}

/** Throws for what does not fit: shapes are of one sample [...steps, features]. */
function check(inputs: readonly Spec[], { axes, use_causal_mask, sliding_window }: Heads): void {
  if (inputs.length > 3)
    throw new Error(`takes up to three inputs (query, value, key), found ${inputs.length}`);
  const [query, value, key] = roles(inputs.map(({ shape }) => shape));
  for (const shape of [query, value, key]) {
    if (shape.length < 2)
      throw new Error(`takes sequences, got ${formatShape(shape)}: expected steps x features`);
  }
  if (value.slice(0, -1).join() !== key.slice(0, -1).join()) {
    const found = `value ${formatShape(value)} and key ${formatShape(key)}`;
    throw new Error(`${found} differ in more than features: expected a key for each value`);
  }
  const outer = (shape: readonly number[]) =>
    shape.slice(0, -1).filter((_size, at) => !axes.includes(at + 1));
  if (query.length !== value.length || outer(query).join() !== outer(value).join()) {
    const found = `query ${formatShape(query)} and value ${formatShape(value)}`;
    throw new Error(`${found} must have equal axes but for the steps (axis ${axes.join(', ')}) and features`);
  }
  if (query.length > 2 && (use_causal_mask || sliding_window !== undefined)) {
    const found = use_causal_mask ? 'use_causal_mask' : 'sliding_window';
    throw new Error(`${found} takes sequences of steps x features, got ${formatShape(query)}`);
  }
}

const stepsOf = (shape: readonly number[], axes: readonly number[]) =>
  axes.reduce((count, axis) => count * shape[axis - 1]!, 1);

export function buildHeads(options: Heads, inputs: readonly Spec[]): Built {
  check(inputs, options);
  const [query, value, key] = roles(inputs.map(({ shape }) => shape));
  const { heads, shared, keySize, valueSize, axes } = options;
  const features = query.at(-1)!;
  const end = options.outputShape ?? [features];
  const weights = [
    ...projection('query', [features], [heads, keySize], options),
    ...projection('key', [key.at(-1)!], [shared, keySize], options),
    ...(options.use_gate ? projection('gate', [features], [heads, valueSize], options) : []),
    ...projection('value', [value.at(-1)!], [shared, valueSize], options),
    ...projection('attention_output', [heads, valueSize], end, options),
  ];
  const [queries, keys] = [stepsOf(query, axes), stepsOf(value, axes)];
  const rest = sizeOf(query.slice(0, -1)) / queries;
  const rows = (name: string) => (/^(key|value)\//.test(name) ? keys : queries) * rest;
  const projections = weights.map(
    ({ name, shape }) => rows(name) * sizeOf(shape) * (name.endsWith('bias') ? 1 : 2),
  );
  const mask = {
    name: 'dropout',
    shape: (batch: number) => [batch * rest, heads, queries, keys],
    distribution: { kind: 'dropout', keep: 1 - options.dropout },
  } as const;
  return {
    weights,
    random: options.dropout > 0 ? [mask] : [],
    output: { shape: [...query.slice(0, -1), ...end], dtype: 'float32' },
    flops:
      projections.reduce((a, b) => a + b, 0) +
      rest * heads * queries * keys * (2 * keySize + 2 * valueSize + 6),
  };
}

export function applyHeads(
  options: Heads,
  weights: { readonly [name: string]: Tensor },
  inputs: readonly Tensor[],
  context: Context,
): Tensor {
  const { tf, random } = context;
  const { heads, shared, keySize, valueSize, axes } = options;
  const [query, value, key] = roles(inputs);
  const project = (name: string, x: Tensor, count: number) => {
    const y = times(x, weights[`${name}/kernel`]!, weights[`${name}/bias`], count, tf);
    // A gate's penalty is on what its sigmoid puts out.
    const end = name === 'gate' ? tf.sigmoid(y) : y;
    addActivity(options.activity_regularizer as Choice | undefined, end, context);
    return end;
  };
  const move = order(query.rank - 1, axes);
  const split = (y: Tensor) => tf.transpose(y, move);
  const q = split(project('query', query, 1));
  const k = split(project('key', key, 1));
  const gate = options.use_gate ? project('gate', query, 1) : undefined;
  const v = split(project('value', value, 1));
  const steps = (y: Tensor) => sizeOf(y.shape.slice(-1 - axes.length, -1));
  const [queries, keys] = [steps(q), steps(k)];
  // Heads that share a key stand one behind the other, as more queries of one head.
  const repeats = heads / shared;
  const hidden = hiddenOf(options, context, [queries, keys], repeats);
  const drawn = random.dropout && tf.reshape(random.dropout, [-1, shared, repeats * queries, keys]);
  const dropout = options.dropout > 0 ? both(drawn, hidden?.seen, tf) : undefined;
  const y = attend(
    tf.reshape(q, [-1, shared, repeats * queries, keySize]),
    tf.reshape(k, [-1, shared, keys, keySize]),
    tf.reshape(v, [-1, shared, keys, valueSize]),
    { scale: 1 / Math.sqrt(keySize), ...(hidden && { hidden }), ...(dropout && { dropout }) },
    tf,
  );
  const inverse = move.map((_axis, at) => move.indexOf(at));
  const joined = tf.transpose(tf.reshape(y, [...q.shape.slice(0, -1), valueSize]), inverse);
  return project('attention_output', gate ? tf.mul(joined, gate) : joined, 2);
}

/** With dropout Keras puts out nothing for a query that sees nothing; without, the mean of all values. */
const both = (drawn: Tensor | undefined, seen: Tensor | undefined, tf: Ops): Tensor | undefined =>
  drawn && seen ? tf.mul(drawn, seen) : (drawn ?? seen);

/** x [..., from] · kernel [from, to] + bias [to], where `from` are so many axes. */
function times(x: Tensor, kernel: Tensor, bias: Tensor | undefined, count: number, tf: Ops): Tensor {
  const from = kernel.shape.slice(0, count);
  const to = kernel.shape.slice(count);
  const product = tf.matMul(
    tf.reshape(x, [-1, sizeOf(from)]),
    tf.reshape(kernel, [sizeOf(from), sizeOf(to)]),
  );
  const sum = bias ? tf.add(product, tf.reshape(bias, [sizeOf(to)])) : product;
  return tf.reshape(sum, [...x.shape.slice(0, x.rank - count), ...to]);
}

/** [batch, ..., heads, size] of `rank` axes in front of the heads, to [batch, others, heads, attended axes, size]. */
function order(rank: number, axes: readonly number[]): number[] {
  const others = Array.from({ length: rank }, (_, at) => at).filter((at) => !axes.includes(at));
  return [...others, rank, ...axes, rank + 1];
}

/** What masks and places hide. */
function hiddenOf(
  { use_causal_mask, sliding_window, axes }: Heads,
  { tf, masks }: Context,
  [queries, keys]: readonly [number, number],
  repeats: number,
): Hidden | undefined {
  const known = masks.some((mask) => mask !== undefined);
  if (known && (axes.length > 1 || axes[0] !== 1 || masks.some((mask) => mask && mask.rank !== 2)))
    throw new Error('attention over several axes takes no masks: leave out mask_zero, or Masking, in front');
  const reach = reachOf(queries, keys, { causal: use_causal_mask, window: sliding_window }, tf);
  const [own, value = masks.length === 1 ? own : undefined, key] = masks;
  const seen = seenOf(reach, own, [value, key], tf);
  if (!seen) return undefined;
  const repeated =
    repeats === 1 ? seen : tf.tile(seen, [...seen.shape.slice(0, -2).map(() => 1), repeats, 1]);
  const wide = repeated.rank === 3 ? tf.expandDims(repeated, 1) : repeated;
  const bias = biasOf(wide, FARTHEST, tf);
  return known || sliding_window !== undefined ? { bias, seen: wide } : { bias };
}
