import type { Ops, Tensor } from './tf.js';

/** A value with the gradient that goes with it. */
export interface Differentiable {
  readonly value: Tensor;
  /** All tensors that the gradient needs: by the time it is computed, others may be gone. */
  readonly saved: Tensor[];
  /** The gradient of x, given that of the value. */
  gradient(dy: Tensor, saved: readonly Tensor[]): Tensor;
}

/** tfjs's customGrad for one input, typed: for gradients that tfjs gets wrong, or takes many operations for. */
export function withGradient(x: Tensor, tf: Ops, forward: (x: Tensor) => Differentiable): Tensor {
  const operation = tf.customGrad((input, save) => {
    const { value, saved, gradient } = forward(input as Tensor);
    (save as (tensors: Tensor[]) => void)(saved);
    return { value, gradFunc: (dy: Tensor, kept: Tensor[]) => gradient(dy, kept) };
  });
  return operation(x);
}

/** |x|, with the gradient 0 at 0 as in TensorFlow and PyTorch; that of tfjs's abs is -1 there. */
export function absolute(x: Tensor, tf: Ops): Tensor {
  return withGradient(x, tf, (input) => ({
    value: tf.abs(input),
    saved: [input],
    gradient: (dy, [kept]) => tf.mul(dy, tf.sign(kept!)),
  }));
}

/**
 * The gradient of x in f, given that of f(x), within a gradient function: tfjs forgets there that it is differentiating
 * something else, and has no list of operations left when it comes back to it.
 */
export function gradientWithin(f: (x: Tensor) => Tensor, x: Tensor, dy: Tensor, tf: Ops): Tensor {
  const { state } = tf.engine() as unknown as { state: { activeTape: unknown } };
  const tape = state.activeTape;
  const gradient = tf.grad(f)(x, dy);
  state.activeTape = tape;
  return gradient;
}

/** f(x) as if it did not depend on x: for comparisons and whole numbers, through which no gradient passes. */
export function detached(x: Tensor, tf: Ops, f: (x: Tensor) => Tensor): Tensor {
  if (x.dtype !== 'float32') return f(x);
  return withGradient(x, tf, (input) => ({
    value: f(input),
    saved: [input],
    gradient: (_dy, [kept]) => tf.zerosLike(kept!),
  }));
}
