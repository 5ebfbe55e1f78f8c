import { type Choice, pick } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { activations } from './index.js';

/** What an activation makes of a layer's output. */
export function activate(activation: Choice, x: Tensor, tf: Ops): Tensor {
  const { part, options } = pick(activations, activation);
  return part.apply(options as never, x, tf);
}
