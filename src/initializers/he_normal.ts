import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const he_normal = defineInitializer({
  name: 'he_normal',
  summary: 'Truncated normal, with variance 2 / fan in.',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 2, mode: 'fan_in', distribution: 'truncated_normal' }, shape, out, random),
});
