import { defineInitializer } from './initializer.js';
import { fillScaled } from './laws.js';

export const lecun_normal = defineInitializer({
  name: 'lecun_normal',
  summary: 'Truncated normal, with variance 1 / fan in.',
  options: { type: 'object', properties: {} },
  byFans: true,
  fill: (_options, shape, out, random) =>
    fillScaled({ scale: 1, mode: 'fan_in', distribution: 'truncated_normal' }, shape, out, random),
});
