import { roles } from './attention/heads.js';
import { buildPlain, pairwise, plainHidden, plainOptions, shown, weigh } from './attention/plain.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.AdditiveAttention (Bahdanau et al., 2015). */
export const AdditiveAttention = defineLayer({
  name: 'AdditiveAttention',
  summary:
    'Every step of the query takes in values by the sum of tanh(query + key). inputs: [query, value, key].',
  options: {
    type: 'object',
    properties: {
      use_scale: {
        type: 'boolean',
        default: true,
        description: 'Whether to learn a factor of each feature.',
      },
      ...plainOptions,
    },
  },
  inputs: 'many',
  mask: passMask,
  build: (options, inputs) =>
    buildPlain(
      options,
      inputs,
      options.use_scale
        ? [{ name: 'scale', shape: inputs[0]!.shape.slice(-1), initializer: 'glorot_uniform' }]
        : [],
    ),
  apply(options, { scale }, inputs, context) {
    const { tf } = context;
    const [query, value, key] = roles(inputs);
    const scores = pairwise(query, key, (sum) => (scale ? tf.mul(tf.tanh(sum), scale) : tf.tanh(sum)), tf);
    return shown(weigh(scores, value, plainHidden(options, query, value, context), context), context);
  },
});
