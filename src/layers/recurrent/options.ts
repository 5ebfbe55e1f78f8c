import { choice } from '../../experiment/part.js';
import { activityRegularizer } from '../activity.js';

/**
 * What SimpleRNN, LSTM and GRU have in common. Of Keras's arguments `return_state`, `stateful`, `unroll`, `seed` and `use_cudnn`
 * are not here: states cannot be passed on, batches are shuffled, every step is compiled unrolled.
 */
export const recurrentOptions = {
  units: { type: 'integer', minimum: 1, description: 'Size of the output and of the state.' },
  activation: { ...choice('activation'), default: 'tanh', description: 'Of the new state.' },
  use_bias: { type: 'boolean', default: true, description: 'Whether to add a bias.' },
  kernel_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
  recurrent_initializer: { ...choice('initializer'), default: 'orthogonal' },
  bias_initializer: { ...choice('initializer'), default: 'zeros' },
  kernel_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernel.' },
  recurrent_regularizer: { ...choice('regularizer'), description: 'Penalty on the recurrent kernel.' },
  bias_regularizer: { ...choice('regularizer'), description: 'Penalty on the bias.' },
  kernel_constraint: { ...choice('constraint'), description: 'What the kernel is held to.' },
  recurrent_constraint: { ...choice('constraint'), description: 'What the recurrent kernel is held to.' },
  activity_regularizer: activityRegularizer,
  bias_constraint: { ...choice('constraint'), description: 'What the bias is held to.' },
  dropout: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'Part of the inputs to drop while training, the same at every step of a sequence.',
  },
  recurrent_dropout: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'Part of the state to drop while training, the same at every step of a sequence.',
  },
  return_sequences: {
    type: 'boolean',
    default: false,
    description: 'Whether to put out the state of every step, or of the last alone.',
  },
  go_backwards: {
    type: 'boolean',
    default: false,
    description: 'Whether to go from the last step to the first; outputs then come in that order.',
  },
} as const;

/** The activation of gates. */
export const recurrentActivation = {
  recurrent_activation: { ...choice('activation'), default: 'sigmoid', description: 'Of the gates.' },
} as const;
