import { Stream } from '../../random.js';
import { PATIENCE, type Sampler } from './sampler.js';

export const random: Sampler = {
  name: 'random',
  summary: 'Each parameter from its distribution, independent of all others.',
  patience: PATIENCE,
  suggest({ axes, index, seed }) {
    const stream = new Stream(seed, 'sweep random', index);
    return { point: axes.map(() => stream.uniform()) };
  },
};
