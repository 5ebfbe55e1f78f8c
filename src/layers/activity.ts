import { type Choice, choice, pick } from '../experiment/part.js';
import { regularizers } from '../regularizers/index.js';
import type { Tensor } from '../tf.js';
import type { Context } from './layer.js';

/** The option of layers that Keras has it for. The model adds it, behind the activation. */
export const activityRegularizer = {
  ...choice('regularizer'),
  description: 'Penalty on the output, divided by the size of the batch.',
} as const;

/** Adds a penalty on a layer's output [batch, ...] to the loss: as in Keras, divided by the size of the batch. */
export function addActivity(
  regularizer: Choice | undefined,
  output: Tensor,
  { tf, addLoss }: Pick<Context, 'tf' | 'addLoss'>,
): void {
  if (regularizer === undefined) return;
  const { part, options } = pick(regularizers, regularizer);
  addLoss(tf.mul(part.penalty(options as never, output, tf), 1 / output.shape[0]!));
}
