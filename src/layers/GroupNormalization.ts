import { axisOf, sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';
import { normalizationOptions, rescaled, scaleAndShift, whitened } from './normalizing.js';

/** keras.layers.GroupNormalization (Wu and He, 2018): each sample by itself, over groups of channels. */
export const GroupNormalization = defineLayer({
  name: 'GroupNormalization',
  summary: 'Gives groups of channels of every sample the mean 0 and the variance 1, then scales and shifts.',
  options: {
    type: 'object',
    properties: {
      groups: {
        anyOf: [{ type: 'integer', minimum: 1 }, { const: -1 }],
        default: 32,
        description: 'Number of groups, a divisor of the number of channels; -1: every channel is a group.',
      },
      axis: {
        type: 'integer',
        default: -1,
        description: 'The axis of channels; 0 is the batch, -1 the last.',
      },
      ...normalizationOptions,
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const channels = shape[axisOf(options.axis, shape) - 1]!;
    const groups = options.groups === -1 ? channels : options.groups;
    if (channels % groups !== 0) {
      throw new Error(
        `groups ${groups} must divide the ${channels} channels: use a divisor, or -1 for as many`,
      );
    }
    return {
      weights: scaleAndShift(options, [channels]),
      output: { shape, dtype: 'float32' },
      flops: 8 * sizeOf(shape),
    };
  },
  apply(options, { gamma, beta }, [input], { tf }) {
    const x = input!;
    const axis = axisOf(options.axis, x.shape.slice(1));
    const channels = x.shape[axis]!;
    const groups = options.groups === -1 ? channels : options.groups;
    const grouped = [...x.shape.slice(0, axis), groups, channels / groups, ...x.shape.slice(axis + 1)];
    // All axes but the batch and the groups.
    const axes = grouped.map((_size, at) => at).filter((at) => at !== 0 && at !== axis);
    const y = tf.reshape(whitened(tf.reshape(x, grouped), axes, options.epsilon, tf), x.shape);
    return rescaled(y, [axis], gamma, beta, tf);
  },
});
