import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const lecun_uniform = defineInitializer({
  name: 'lecun_uniform',
  summary: 'Uniform, with variance 1 / fan in.',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 1, mode: 'fan_in', distribution: 'uniform' }, shape, out, random),
});
