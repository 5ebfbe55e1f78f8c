import type { OptionsOf } from '../../experiment/part.js';
import { continuous } from './axes.js';
import { mu, sigma } from './bounds.js';
import type { Distribution } from './distribution.js';
import { normalLaw } from './laws.js';

const options = { type: 'object', properties: { mu, sigma } } as const;
type Options = OptionsOf<typeof options>;

export const normal: Distribution = {
  name: 'normal',
  summary: 'Numbers from a normal distribution.',
  options,
  axis: ({ mu, sigma }: Options) => continuous(normalLaw(mu, sigma)),
};
