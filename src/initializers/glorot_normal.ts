import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const glorot_normal = defineInitializer({
  name: 'glorot_normal',
  summary: 'Truncated normal, with variance 2 / (fan in + fan out).',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 1, mode: 'fan_avg', distribution: 'truncated_normal' }, shape, out, random),
});
