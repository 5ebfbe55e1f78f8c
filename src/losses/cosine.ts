import { unitLength } from '../regularizers/unit.js';
import type { Ops, Tensor } from '../tf.js';
import { align } from './align.js';

/** The axis along which vectors lie. */
export const AXIS = {
  type: 'integer',
  maximum: -1,
  default: -1,
  description: 'The axis along which vectors are compared, counted from the last one.',
} as const;

/** The cosine of the angle between target and output: [batch, ..., n] without the axis. */
export function cosines(target: Tensor, output: Tensor, axis: number, tf: Ops): Tensor {
  const { target: y, output: found } = align(target, output, tf);
  return tf.sum(tf.mul(unitLength(y, axis, tf), unitLength(found, axis, tf)), axis);
}

/** Why an axis is none of the output's, or undefined: the first axis is that of the batch. */
export function axisMisfit(name: string, axis: number, rank: number): string | undefined {
  if (-axis <= rank) return undefined;
  return `${name} has axis: ${axis}, the output has ${rank} ${rank === 1 ? 'axis' : 'axes'}: use ${rank === 0 ? 'an output of more' : `-1 to -${rank}`}`;
}
