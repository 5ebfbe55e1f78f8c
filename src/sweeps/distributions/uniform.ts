import type { OptionsOf } from '../../experiment/part.js';
import { continuous } from './axes.js';
import { disorder, max, min } from './bounds.js';
import type { Distribution } from './distribution.js';
import { uniformLaw } from './laws.js';

const options = { type: 'object', properties: { min, max }, required: ['min', 'max'] } as const;
type Options = OptionsOf<typeof options>;

export const uniform: Distribution = {
  name: 'uniform',
  summary: 'Every number between two.',
  options,
  problem: disorder,
  axis: ({ min, max }: Options) => continuous(uniformLaw(min, max)),
};
