import { formatShape } from '../arrays.js';
import { defineInitializer } from './initializer.js';

export const identity = defineInitializer({
  name: 'identity',
  summary: 'gain on the diagonal of a matrix, zero elsewhere.',
  options: {
    type: 'object',
    properties: { gain: { type: 'number', default: 1, description: 'Factor of the matrix.' } },
  },
  misfit: (_options, shape) =>
    shape.length === 2
      ? undefined
      : `identity fills a matrix, found a weight of shape ${formatShape(shape)}: use another initializer`,
  fill({ gain }, shape, out) {
    const columns = shape[1]!;
    out.fill(0);
    for (let i = 0; i < Math.min(shape[0]!, columns); i++) out[i * columns + i] = gain;
  },
});
