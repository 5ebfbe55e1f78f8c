import type { OptionsOf } from '../../experiment/part.js';
import { multiples } from './axes.js';
import { max, min, noMultiple, notPositive, q } from './bounds.js';
import type { Distribution } from './distribution.js';
import { logUniformLaw } from './laws.js';

const options = { type: 'object', properties: { min, max, q }, required: ['min', 'max', 'q'] } as const;
type Options = OptionsOf<typeof options>;

export const q_log_uniform_values: Distribution = {
  name: 'q_log_uniform_values',
  summary: 'The multiples of q between two numbers, by rounding what is uniform in the logarithm.',
  options,
  problem: (given: Options) => notPositive(given) ?? noMultiple(given),
  axis: ({ min, max, q }: Options) => multiples(logUniformLaw(min, max), q, min, max),
};
