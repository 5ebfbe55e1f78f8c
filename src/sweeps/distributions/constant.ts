import type { OptionsOf } from '../../experiment/part.js';
import { items } from './axes.js';
import type { Distribution } from './distribution.js';

const options = {
  type: 'object',
  properties: { value: { description: 'The value.' } },
  required: ['value'],
} as const;
type Options = OptionsOf<typeof options>;

export const constant: Distribution = {
  name: 'constant',
  summary: 'One value.',
  options,
  axis: ({ value }: Options) => items([value], [1]),
};
