import { checkKept } from '../../activations/activate.js';
import type { Spec } from '../../arrays.js';
import { formatShape } from '../../arrays.js';
import type { OptionsOf } from '../../experiment/part.js';
import type { Ops, Tensor } from '../../tf.js';
import type { Built, Context, Mask, RandomSpec, WeightSpec } from '../layer.js';
import type { Cell } from './cell.js';
import { gateOf } from './gate.js';
import type { recurrentActivation, recurrentOptions } from './options.js';
import { recur } from './recurrence.js';

type Options = OptionsOf<{
  type: 'object';
  properties: typeof recurrentOptions;
  required: readonly ['units'];
}> &
  Partial<OptionsOf<{ type: 'object'; properties: typeof recurrentActivation }>>;

/** How the bias of a layer is laid out. */
export interface BiasLayout {
  /** 2: one for the input and one for the product with the state (GRU's reset_after). */
  readonly rows: 1 | 2;
  readonly segments?: WeightSpec['segments'];
}

/** Weights, random inputs and output of a recurrent layer on sequences [steps, features]. */
export function buildRecurrent(
  cell: Cell,
  options: Options,
  [input]: readonly Spec[],
  { rows, segments }: BiasLayout = { rows: 1 },
): Built {
  const { shape } = input!;
  if (shape.length !== 2) {
    throw new Error(`takes sequences, [steps, features] for each row, got ${formatShape(shape)}`);
  }
  const [steps, features] = shape as [number, number];
  const { units, use_bias, return_sequences } = options;
  const state: Spec = { shape: [units], dtype: 'float32' };
  checkKept(options.activation, 'activation', state);
  if (options.recurrent_activation !== undefined)
    checkKept(options.recurrent_activation, 'recurrent_activation', state);
  const width = cell.gates * units;
  const kernel: WeightSpec = {
    name: `${cell.name}/kernel`,
    shape: [features, width],
    initializer: options.kernel_initializer,
    regularizer: options.kernel_regularizer,
    constraint: options.kernel_constraint,
  };
  const recurrent: WeightSpec = {
    name: `${cell.name}/recurrent_kernel`,
    shape: [units, width],
    initializer: options.recurrent_initializer,
    regularizer: options.recurrent_regularizer,
    constraint: options.recurrent_constraint,
  };
  const bias: WeightSpec = {
    name: `${cell.name}/bias`,
    shape: rows === 2 ? [2, width] : [width],
    initializer: options.bias_initializer,
    regularizer: options.bias_regularizer,
    constraint: options.bias_constraint,
    ...(segments && { segments }),
  };
  return {
    weights: use_bias ? [kernel, recurrent, bias] : [kernel, recurrent],
    random: randomOf(cell, options, features),
    output: { shape: return_sequences ? [steps, units] : [units], dtype: 'float32' },
    flops: steps * (2 * width * (features + units) + 8 * width),
  };
}

/**
 * As in Keras, recurrent dropout gives every gate masks of its own, for the input too; without it all gates share the
 * input's.
 */
function randomOf(
  { gates }: Cell,
  { dropout, recurrent_dropout, units }: Options,
  features: number,
): RandomSpec[] {
  const spec = (name: string, size: number, rate: number): RandomSpec => ({
    name,
    shape: (batch) => [batch, size],
    distribution: { kind: 'dropout', keep: 1 - rate },
  });
  const each = (count: number, name: string, size: number, rate: number) =>
    rate > 0 ? Array.from({ length: count }, (_, i) => spec(`${name}_${i}`, size, rate)) : [];
  return [
    ...each(recurrent_dropout > 0 ? gates : 1, 'dropout', features, dropout),
    ...each(gates, 'recurrent_dropout', units, recurrent_dropout),
  ];
}

/** Goes over all steps, with the input of all of them projected at once or together with the state of each. */
export function applyRecurrent(
  cell: Cell,
  options: Options,
  weights: { readonly [name: string]: Tensor },
  x: Tensor,
  { tf, random, masks }: Pick<Context, 'tf' | 'random' | 'masks'>,
): Tensor {
  const [batch, steps] = x.shape as [number, number];
  const { units, activation, recurrent_activation = activation, go_backwards, return_sequences } = options;
  const [kernel, recurrent, bias] = ['kernel', 'recurrent_kernel', 'bias'].map(
    (name) => weights[`${cell.name}/${name}`],
  );
  const [inputBias, recurrentBias] = bias?.rank === 2 ? tf.unstack(bias, 0) : [bias];
  const drawn = (name: string) =>
    Object.entries(random).flatMap(([key, mask]) => (key.startsWith(`${name}_`) ? [mask] : []));
  const dropout = drawn('recurrent_dropout');
  const inputMasks = drawn('dropout');
  const features = x.shape[2]!;
  // In one product of (input, state) nothing is added behind it and nothing projected is kept; its kernel is taken apart
  // anew at every step, which costs more than that where most of it belongs to the input.
  const isJoint = cell.joins && features <= units && dropout.length === 0 && inputMasks.length <= 1;
  const given = isJoint
    ? {
        input: dropped(x, inputMasks[0], tf),
        kernel: tf.concat([kernel!, recurrent!], 0),
        bias: inputBias,
      }
    : {
        input: project(x, kernel!, inputBias, inputMasks, tf),
        kernel: recurrent!,
        bias: recurrentBias,
      };
  return recur(
    {
      cell,
      gates: { activation: gateOf(activation, tf), recurrent: gateOf(recurrent_activation, tf) },
      units,
      steps,
      features: isJoint ? features : 0,
      backwards: go_backwards,
      sequences: return_sequences,
      ...(masks[0] && { masks: perStep(masks[0], steps, tf) }),
      ...(dropout.length > 0 && { dropout }),
    },
    tf.reshape(given.input, [batch, steps * (isJoint ? features : cell.gates * units)]),
    given.kernel,
    given.bias,
    tf,
  );
}

/** x · kernel + bias of every step: [batch · steps, gates · units]; `masks`: of all gates, or one for each. */
function project(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  masks: readonly Tensor[],
  tf: Ops,
): Tensor {
  const flat = (value: Tensor) => tf.reshape(value, [-1, value.shape.at(-1)!]);
  const each = masks.map((mask) => flat(dropped(x, mask, tf)));
  const product =
    masks.length > 1
      ? tf.concat(
          tf.split(kernel, masks.length, 1).map((part, gate) => tf.matMul(each[gate]!, part)),
          1,
        )
      : tf.matMul(each[0] ?? flat(x), kernel);
  return bias ? tf.add(product, bias) : product;
}

/** `mask` [batch, features]: the same at every step. */
const dropped = (x: Tensor, mask: Tensor | undefined, tf: Ops): Tensor =>
  mask ? tf.mul(x, tf.expandDims(mask, 1)) : x;

const perStep = (mask: Tensor, steps: number, tf: Ops): Tensor[] =>
  tf.split(tf.cast(mask, 'float32'), steps, 1);

/** The mask goes on where every step puts something out. */
export const sequenceMask = (
  { return_sequences }: { readonly return_sequences: boolean },
  _inputs: unknown,
  masks: readonly Mask[],
): Mask => (return_sequences ? masks[0] : undefined);
