import type { OptionsOf } from '../../experiment/part.js';
import { continuous } from './axes.js';
import { max, min, notPositive } from './bounds.js';
import type { Distribution } from './distribution.js';
import { logUniformLaw } from './laws.js';

const options = { type: 'object', properties: { min, max }, required: ['min', 'max'] } as const;
type Options = OptionsOf<typeof options>;

export const log_uniform_values: Distribution = {
  name: 'log_uniform_values',
  summary: 'Numbers between two, each power of ten as likely as another.',
  options,
  problem: notPositive,
  axis: ({ min, max }: Options) => continuous(logUniformLaw(min, max)),
};
