import { axisOf, sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { normalizeBatch, normalizeMasked } from './batch-statistics.js';
import { defineLayer, passMask } from './layer.js';
import { along, normalizationOptions, scaleAndShift } from './normalizing.js';

/**
 * keras.layers.BatchNormalization. While training by the statistics of the batch, which also move the moving ones
 * (`momentum`); otherwise, and when frozen (`trainable: false`), by the moving statistics.
 */
export const BatchNormalization = defineLayer({
  name: 'BatchNormalization',
  summary: 'Gives every channel the mean 0 and the variance 1 over the batch, then scales and shifts it.',
  options: {
    type: 'object',
    properties: {
      axis: {
        type: 'integer',
        default: -1,
        description: 'The axis of channels; 0 is the batch, -1 the last.',
      },
      momentum: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.99,
        description: 'Part of the moving statistics that a step of training leaves as it is.',
      },
      ...normalizationOptions,
      moving_mean_initializer: { ...choice('initializer'), default: 'zeros' },
      moving_variance_initializer: { ...choice('initializer'), default: 'ones' },
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const channels = [shape[axisOf(options.axis, shape) - 1]!];
    const { moving_mean_initializer, moving_variance_initializer } = options;
    const moving = { shape: channels, trainable: false };
    return {
      weights: [
        ...scaleAndShift(options, channels),
        { ...moving, name: 'moving_mean', initializer: moving_mean_initializer },
        { ...moving, name: 'moving_variance', initializer: moving_variance_initializer },
      ],
      output: { shape, dtype: 'float32' },
      flops: 8 * sizeOf(shape),
    };
  },
  apply(options, { gamma, beta, moving_mean, moving_variance }, [input], { tf, training, update, masks }) {
    const x = input!;
    const axis = axisOf(options.axis, x.shape.slice(1));
    const { momentum, epsilon } = options;
    const frozen = (options as { trainable?: boolean }).trainable === false;
    if (training && !frozen) {
      const { value, mean, variance } = masks[0]
        ? normalizeMasked(x, masks[0], axis, gamma, beta, epsilon, tf)
        : normalizeBatch(x, axis, gamma, beta, epsilon, tf);
      update('moving_mean', tf.add(tf.mul(moving_mean!, momentum), tf.mul(mean, 1 - momentum)));
      update('moving_variance', tf.add(tf.mul(moving_variance!, momentum), tf.mul(variance, 1 - momentum)));
      return value;
    }
    // One product and one sum of x's size; all before is of one value a channel.
    const inverse = tf.rsqrt(tf.add(moving_variance!, epsilon));
    const scale = gamma ? tf.mul(inverse, gamma) : inverse;
    const shift = tf.mul(moving_mean!, scale);
    const offset = beta ? tf.sub(beta, shift) : tf.neg(shift);
    return tf.add(tf.mul(x, along([axis], scale, x, tf)), along([axis], offset, x, tf));
  },
});
