import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const variance_scaling = defineInitializer({
  name: 'variance_scaling',
  summary: 'Random values whose variance is scale / fan: what glorot, he and lecun are cases of.',
  options: {
    type: 'object',
    properties: {
      scale: { type: 'number', exclusiveMinimum: 0, default: 1, description: 'Numerator of the variance.' },
      mode: { enum: ['fan_in', 'fan_out', 'fan_avg'], default: 'fan_in', description: 'Denominator.' },
      distribution: {
        enum: ['truncated_normal', 'untruncated_normal', 'uniform'],
        default: 'truncated_normal',
        description: 'The law; truncated: values beyond two deviations are redrawn.',
      },
    },
  },
  byFans: true,
  fill: fillScaled,
});
