import type { OptionsOf } from '../../experiment/part.js';
import { continuous } from './axes.js';
import { mu, sigma } from './bounds.js';
import type { Distribution } from './distribution.js';
import { logOf, normalLaw } from './laws.js';

const options = {
  type: 'object',
  properties: {
    mu: { ...mu, description: 'The mean of the natural logarithm.' },
    sigma: { ...sigma, description: 'The standard deviation of the natural logarithm.' },
  },
} as const;
type Options = OptionsOf<typeof options>;

export const log_normal: Distribution = {
  name: 'log_normal',
  summary: 'Positive numbers whose logarithm is normal.',
  options,
  axis: ({ mu, sigma }: Options) => continuous(logOf(normalLaw(mu, sigma))),
};
