import { type Choice, choice } from '../experiment/part.js';
import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import type { WeightSpec } from './layer.js';

/** Options that every normalization has, behind its axis. */
export const normalizationOptions = {
  epsilon: {
    type: 'number',
    minimum: 0,
    default: 0.001,
    description: 'Added to the variance, so that nothing is divided by zero.',
  },
  center: { type: 'boolean', default: true, description: 'Whether to add beta, which is learned.' },
  scale: { type: 'boolean', default: true, description: 'Whether to multiply by gamma, which is learned.' },
  beta_initializer: { ...choice('initializer'), default: 'zeros' },
  gamma_initializer: { ...choice('initializer'), default: 'ones' },
  beta_regularizer: { ...choice('regularizer'), description: 'Penalty on beta.' },
  gamma_regularizer: { ...choice('regularizer'), description: 'Penalty on gamma.' },
} as const;

interface ScaleAndShift {
  readonly center: boolean;
  readonly scale: boolean;
  readonly beta_initializer: Choice;
  readonly gamma_initializer: Choice;
  readonly beta_regularizer?: Choice;
  readonly gamma_regularizer?: Choice;
}

/** gamma and beta, where they are wanted. */
export function scaleAndShift(options: ScaleAndShift, shape: readonly number[]): readonly WeightSpec[] {
  const { gamma_initializer, gamma_regularizer, beta_initializer, beta_regularizer } = options;
  const gamma = { name: 'gamma', shape, initializer: gamma_initializer, regularizer: gamma_regularizer };
  const beta = { name: 'beta', shape, initializer: beta_initializer, regularizer: beta_regularizer };
  return [...(options.scale ? [gamma] : []), ...(options.center ? [beta] : [])];
}

/** A vector or grid over some axes of x, in a shape that broadcasts to x; the last axes alone need no change. */
export function along(axes: readonly number[], value: Tensor, x: Tensor, tf: Ops): Tensor {
  const trailing = axes.every((axis, at) => axis === x.rank - axes.length + at);
  return trailing
    ? value
    : tf.reshape(
        value,
        x.shape.map((size, at) => (axes.includes(at) ? size : 1)),
      );
}

/** x · gamma + beta along some axes. */
export function rescaled(
  x: Tensor,
  axes: readonly number[],
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  tf: Ops,
): Tensor {
  const scaled = gamma ? tf.mul(x, along(axes, gamma, x, tf)) : x;
  return beta ? tf.add(scaled, along(axes, beta, x, tf)) : scaled;
}

/** x with the mean 0 and the variance 1 (almost: epsilon) over some axes, which are an input's own affair. */
export function whitened(x: Tensor, axes: number[], epsilon: number, tf: Ops): Tensor {
  return withGradient(x, tf, (input) => {
    const centered = tf.sub(input, tf.mean(input, axes, true));
    const variance = tf.mean(tf.square(centered), axes, true);
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const value = tf.mul(centered, inverse);
    return {
      value,
      saved: [value, inverse],
      // Composed of tfjs's own gradients this would touch tensors of the size of x three times as often.
      gradient: (dy, saved) => {
        const [y, scale] = saved as [Tensor, Tensor];
        const offset = tf.mean(dy, axes, true);
        const slope = tf.mean(tf.mul(dy, y), axes, true);
        return tf.mul(tf.sub(tf.sub(dy, offset), tf.mul(y, slope)), scale);
      },
    };
  });
}
