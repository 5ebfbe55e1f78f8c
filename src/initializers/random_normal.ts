import { defineInitializer } from './initializer.js';
import { fillNormal } from './laws.js';

export const random_normal = defineInitializer({
  name: 'random_normal',
  summary: 'Normal.',
  options: {
    type: 'object',
    properties: {
      mean: { type: 'number', default: 0, description: 'Middle of the law.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, description: 'Standard deviation.' },
    },
  },
  fill: ({ mean, stddev }, _shape, out, random) => fillNormal(out, mean, stddev, random),
});
