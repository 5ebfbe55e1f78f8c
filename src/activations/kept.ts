import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';

/** x where a condition of it holds, else a constant, with its gradient. (tfjs has none for a condition that is computed from x.) */
export function kept(x: Tensor, tf: Ops, condition: (x: Tensor) => Tensor, otherwise = 0): Tensor {
  return withGradient(x, tf, (input) => ({
    value: tf.where(condition(input), input, tf.fill(input.shape, otherwise)),
    saved: [input],
    gradient: (dy, [saved]) => tf.where(condition(saved!), dy, tf.zerosLike(dy)),
  }));
}
