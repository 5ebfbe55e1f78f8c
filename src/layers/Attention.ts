import { roles } from './attention/heads.js';
import { buildPlain, pairwise, plainHidden, plainOptions, shown, weigh } from './attention/plain.js';
import { attend } from './attention/product.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.Attention (Luong et al., 2015): dot-product attention without projections. */
export const Attention = defineLayer({
  name: 'Attention',
  summary: 'Every step of the query takes in the values whose keys are like it. inputs: [query, value, key].',
  options: {
    type: 'object',
    properties: {
      use_scale: { type: 'boolean', default: false, description: 'Whether to learn a factor of the scores.' },
      score_mode: {
        enum: ['dot', 'concat'],
        default: 'dot',
        description: 'dot: query · key; concat: the sum of tanh(query + key), times a learned number.',
      },
      ...plainOptions,
    },
  },
  inputs: 'many',
  mask: passMask,
  build(options, inputs) {
    const one = { shape: [], initializer: 'ones' };
    return buildPlain(options, inputs, [
      ...(options.use_scale ? [{ name: 'scale', ...one }] : []),
      ...(options.score_mode === 'concat' ? [{ name: 'concat_score_weight', ...one }] : []),
    ]);
  },
  apply(options, { scale, concat_score_weight }, inputs, context) {
    const { tf, random } = context;
    const [query, value, key] = roles(inputs);
    const hidden = plainHidden(options, query, value, context);
    if (concat_score_weight) {
      const scores = pairwise(query, key, (sum) => tf.tanh(scale ? tf.mul(sum, scale) : sum), tf);
      return shown(weigh(tf.mul(scores, concat_score_weight), value, hidden, context), context);
    }
    const attention = {
      scale: 1,
      ...(hidden && { hidden }),
      ...(random.dropout && { dropout: random.dropout }),
    };
    return shown(attend(scale ? tf.mul(query, scale) : query, key, value, attention, tf), context);
  },
});
