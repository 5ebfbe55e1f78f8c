import { sizeOf } from '../../arrays.js';
import type { Choice } from '../../experiment/part.js';
import { choice } from '../../experiment/part.js';
import { activityRegularizer } from '../activity.js';
import type { WeightSpec } from '../layer.js';

export const dropoutRate = {
  type: 'number',
  minimum: 0,
  exclusiveMaximum: 1,
  default: 0,
  description: 'Part of the attention to drop while training.',
} as const;
export const useCausalMask = {
  type: 'boolean',
  default: false,
  description: 'Whether a step sees itself and earlier ones only. (In Keras an argument of the call.)',
} as const;

/**
 * What MultiHeadAttention and GroupQueryAttention have in common. Of Keras's arguments `flash_attention` and `seed`
 * are not here: there is one way to compute it, and random numbers come from the experiment's seed.
 */
export const projectionOptions = {
  dropout: dropoutRate,
  use_bias: { type: 'boolean', default: true, description: 'Whether projections add a bias.' },
  use_causal_mask: useCausalMask,
  sliding_window: {
    type: 'integer',
    minimum: 1,
    description: 'A step sees only what is fewer steps away than this.',
  },
  use_gate: {
    type: 'boolean',
    default: false,
    description: 'Whether a sigmoid of the query gates what the heads put out.',
  },
  kernel_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
  bias_initializer: { ...choice('initializer'), default: 'zeros' },
  kernel_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernels.' },
  bias_regularizer: { ...choice('regularizer'), description: 'Penalty on the biases.' },
  activity_regularizer: {
    ...activityRegularizer,
    description: 'Penalty on what each projection puts out, divided by the size of the batch.',
  },
  kernel_constraint: { ...choice('constraint'), description: 'What the kernels are held to.' },
  bias_constraint: { ...choice('constraint'), description: 'What the biases are held to.' },
} as const;

interface ProjectionOptions {
  readonly use_bias: boolean;
  readonly kernel_initializer: Choice;
  readonly bias_initializer: Choice;
  readonly kernel_regularizer?: Choice;
  readonly bias_regularizer?: Choice;
  readonly kernel_constraint?: Choice;
  readonly bias_constraint?: Choice;
}

/** Kernel and bias of one projection, from axes `from` to axes `to`, named as Keras's EinsumDense within it. */
export function projection(
  name: string,
  from: readonly number[],
  to: readonly number[],
  options: ProjectionOptions,
): readonly WeightSpec[] {
  const kernel: WeightSpec = {
    name: `${name}/kernel`,
    shape: [...from, ...to],
    initializer: options.kernel_initializer,
    fans: [sizeOf(from), sizeOf(to)],
    regularizer: options.kernel_regularizer,
    constraint: options.kernel_constraint,
  };
  const bias: WeightSpec = {
    name: `${name}/bias`,
    shape: to,
    initializer: options.bias_initializer,
    regularizer: options.bias_regularizer,
    constraint: options.bias_constraint,
  };
  return options.use_bias ? [kernel, bias] : [kernel];
}
