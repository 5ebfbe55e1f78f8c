import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const glorot_uniform = defineInitializer({
  name: 'glorot_uniform',
  summary: 'Uniform, with variance 2 / (fan in + fan out).',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 1, mode: 'fan_avg', distribution: 'uniform' }, shape, out, random),
});
