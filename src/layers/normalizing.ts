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
  beta_constraint: { ...choice('constraint'), description: 'What beta is held to.' },
  gamma_constraint: { ...choice('constraint'), description: 'What gamma is held to.' },
} as const;

interface ScaleAndShift {
  readonly center: boolean;
  readonly scale: boolean;
  readonly beta_initializer: Choice;
  readonly gamma_initializer: Choice;
  readonly beta_regularizer?: Choice;
  readonly gamma_regularizer?: Choice;
  readonly beta_constraint?: Choice;
  readonly gamma_constraint?: Choice;
}

/** gamma and beta, where they are wanted. */
export function scaleAndShift(options: ScaleAndShift, shape: readonly number[]): readonly WeightSpec[] {
  const gamma: WeightSpec = {
    name: 'gamma',
    shape,
    initializer: options.gamma_initializer,
    regularizer: options.gamma_regularizer,
    constraint: options.gamma_constraint,
  };
  const beta: WeightSpec = {
    name: 'beta',
    shape,
    initializer: options.beta_initializer,
    regularizer: options.beta_regularizer,
    constraint: options.beta_constraint,
  };
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

/** x over the root of its mean square (almost: epsilon) over some axes. */
export function unitRoot(x: Tensor, axes: number[], epsilon: number, tf: Ops): Tensor {
  return withGradient(x, tf, (input) => {
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(input), axes, true), epsilon));
    const value = tf.mul(input, inverse);
    return {
      value,
      saved: [value, inverse],
      gradient: (dy, saved) => {
        const [y, scale] = saved as [Tensor, Tensor];
        return tf.mul(tf.sub(dy, tf.mul(y, tf.mean(tf.mul(dy, y), axes, true))), scale);
      },
    };
  });
}

/** x in the length 1 (L2) over some axes; what is shorter than 1e-12 grows by 1e12 only, as in Keras. */
export function unitLength(x: Tensor, axes: number[], tf: Ops): Tensor {
  const squares = tf.sum(tf.square(x), axes, true);
  return tf.mul(x, tf.minimum(tf.rsqrt(squares), 1e12));
}
