import type { OptionsOf } from '../../experiment/part.js';
import { multiples } from './axes.js';
import { disorder } from './bounds.js';
import type { Distribution } from './distribution.js';
import { uniformLaw } from './laws.js';

const options = {
  type: 'object',
  properties: {
    min: { type: 'integer', description: 'The least value.' },
    max: { type: 'integer', description: 'The greatest value.' },
  },
  required: ['min', 'max'],
} as const;
type Options = OptionsOf<typeof options>;

export const int_uniform: Distribution = {
  name: 'int_uniform',
  summary: 'Every whole number between two, both included.',
  options,
  problem: disorder,
  // Half a step more on both sides, so that the ends are as likely as the rest.
  axis: ({ min, max }: Options) => multiples(uniformLaw(min - 0.5, max + 0.5), 1, min, max),
};
