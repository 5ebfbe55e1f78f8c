import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const he_uniform = defineInitializer({
  name: 'he_uniform',
  summary: 'Uniform, with variance 2 / fan in.',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 2, mode: 'fan_in', distribution: 'uniform' }, shape, out, random),
});
