import type { OptionsOf } from '../../experiment/part.js';
import { multiples } from './axes.js';
import { disorder, max, min, noMultiple, q } from './bounds.js';
import type { Distribution } from './distribution.js';
import { uniformLaw } from './laws.js';

const options = { type: 'object', properties: { min, max, q }, required: ['min', 'max', 'q'] } as const;
type Options = OptionsOf<typeof options>;

export const q_uniform: Distribution = {
  name: 'q_uniform',
  summary: 'The multiples of q between two numbers, by rounding what is uniform.',
  options,
  problem: (given: Options) => disorder(given) ?? noMultiple(given),
  axis: ({ min, max, q }: Options) => multiples(uniformLaw(min, max), q, min, max),
};
