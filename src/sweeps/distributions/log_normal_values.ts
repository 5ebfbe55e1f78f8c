import type { OptionsOf } from '../../experiment/part.js';
import { continuous } from './axes.js';
import type { Distribution } from './distribution.js';
import { logOf, normalLaw } from './laws.js';

const options = {
  type: 'object',
  properties: {
    mu: { type: 'number', exclusiveMinimum: 0, description: 'The median: half of the values lie below it.' },
    sigma: {
      type: 'number',
      exclusiveMinimum: 1,
      description: 'A factor: two thirds of the values lie between mu / sigma and mu * sigma.',
    },
  },
  required: ['mu', 'sigma'],
} as const;
type Options = OptionsOf<typeof options>;

export const log_normal_values: Distribution = {
  name: 'log_normal_values',
  summary: 'Positive numbers whose logarithm is normal, by a median and a factor.',
  options,
  axis: ({ mu, sigma }: Options) => continuous(logOf(normalLaw(Math.log(mu), Math.log(sigma)))),
};
