import { defineInitializer } from './initializer.js';
import { fillUniform } from './laws.js';

export const random_uniform = defineInitializer({
  name: 'random_uniform',
  summary: 'Uniform between minval and maxval.',
  options: {
    type: 'object',
    properties: {
      minval: { type: 'number', default: -0.05, description: 'Lower bound.' },
      maxval: { type: 'number', default: 0.05, description: 'Upper bound.' },
    },
  },
  fill: ({ minval, maxval }, _shape, out, random) => fillUniform(out, minval, maxval, random),
});
