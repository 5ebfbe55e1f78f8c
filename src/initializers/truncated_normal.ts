import { defineInitializer } from './initializer.js';
import { fillTruncated } from './laws.js';

export const truncated_normal = defineInitializer({
  name: 'truncated_normal',
  summary: 'Normal, with values beyond two standard deviations drawn again.',
  options: {
    type: 'object',
    properties: {
      mean: { type: 'number', default: 0, description: 'Middle of the law.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, description: 'Before values are redrawn.' },
    },
  },
  fill: ({ mean, stddev }, _shape, out, random) => fillTruncated(out, mean, stddev, random),
});
