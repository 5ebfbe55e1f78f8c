import type { Stream } from '../../random.js';
import { type Ask, PATIENCE, type Suggestion } from './sampler.js';

/** A point from the distributions that may be tried; undefined where hardly anything is left. */
export function anything({ axes, accepts }: Ask, stream: Stream): Suggestion | undefined {
  for (let i = 0; i < PATIENCE; i++) {
    const point = axes.map(() => stream.uniform());
    if (accepts(point)) return { point };
  }
  return undefined;
}
