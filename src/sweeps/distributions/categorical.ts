import type { OptionsOf } from '../../experiment/part.js';
import { items } from './axes.js';
import type { Distribution } from './distribution.js';

const options = {
  type: 'object',
  properties: {
    values: { type: 'array', items: {}, minItems: 1, description: 'The values.' },
    probabilities: {
      type: 'array',
      items: { type: 'number', minimum: 0 },
      description: 'One for each value; they need not add up to 1. Default: all alike.',
    },
  },
  required: ['values'],
} as const;
type Options = OptionsOf<typeof options>;

export const categorical: Distribution = {
  name: 'categorical',
  summary: 'One of a list of values.',
  options,
  problem({ values, probabilities }: Options) {
    if (!probabilities) return undefined;
    if (probabilities.length !== values.length) {
      return `found ${probabilities.length} probabilities, expected ${values.length}: one for each value`;
    }
    return probabilities.some((one) => one > 0) ? undefined : 'found only probabilities of 0';
  },
  axis: ({ values, probabilities }: Options) => items(values, probabilities ?? values.map(() => 1)),
};
