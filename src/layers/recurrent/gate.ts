import { activations } from '../../activations/index.js';
import { type Choice, pick } from '../../experiment/part.js';
import { gradientWithin } from '../../gradient.js';
import type { Ops, Tensor } from '../../tf.js';

/** An activation within a cell, and the way back through it. */
export interface Gate {
  apply(x: Tensor): Tensor;
  /** The gradient of x, given that of y = apply(x). */
  back(dy: Tensor, y: Tensor, x: Tensor): Tensor;
  /** `back` makes no use of x: it need not be kept. */
  readonly byOutput: boolean;
}

/** Derivatives that follow from the value alone: a fraction of what differentiating takes, and x is not needed. */
const BY_OUTPUT: Readonly<Record<string, (dy: Tensor, y: Tensor, tf: Ops) => Tensor>> = {
  linear: (dy) => dy,
  sigmoid: (dy, y, tf) => tf.mul(tf.mul(dy, y), tf.sub(1, y)),
  tanh: (dy, y, tf) => tf.mul(dy, tf.sub(1, tf.square(y))),
};

export function gateOf(activation: Choice, tf: Ops): Gate {
  const { part, options } = pick(activations, activation);
  const apply = (x: Tensor) => part.apply(options as never, x, tf);
  const derivative = BY_OUTPUT[part.name];
  if (derivative) return { apply, back: (dy, y) => derivative(dy, y, tf), byOutput: true };
  return { apply, back: (dy, _y, x) => gradientWithin(apply, x, dy, tf), byOutput: false };
}
