import { valuesMisfit } from '../losses/align.js';
import { axisMisfit } from '../losses/cosine.js';
import type { Judged } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';

/** Why there is no correlation, or undefined: it takes several values. */
export function correlationMisfit(name: string, axis: number, judged: Judged): string | undefined {
  const { shape } = judged.output;
  const misfit = valuesMisfit(name, judged) ?? axisMisfit(name, axis, shape.length);
  if (misfit || shape.at(axis)! > 1) return misfit;
  return `${name} compares the values of a row along axis ${axis}, found one: use r2_score`;
}

/** The mean square around the mean, with the axis kept. */
export function variance(x: Tensor, axis: number, tf: Ops): Tensor {
  return tf.mean(tf.squaredDifference(x, tf.mean(x, axis, true)), axis, true);
}

/** x less its mean, over its deviation. */
export function standard(x: Tensor, axis: number, tf: Ops): Tensor {
  return tf.div(tf.sub(x, tf.mean(x, axis, true)), tf.sqrt(variance(x, axis, tf)));
}
