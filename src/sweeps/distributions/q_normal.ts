import type { OptionsOf } from '../../experiment/part.js';
import { multiples } from './axes.js';
import { mu, q, sigma } from './bounds.js';
import type { Distribution } from './distribution.js';
import { normalLaw } from './laws.js';

const options = { type: 'object', properties: { mu, sigma, q }, required: ['q'] } as const;
type Options = OptionsOf<typeof options>;

export const q_normal: Distribution = {
  name: 'q_normal',
  summary: 'Multiples of q, by rounding what is normal.',
  options,
  axis: ({ mu, sigma, q }: Options) => multiples(normalLaw(mu, sigma), q, -Infinity, Infinity),
};
