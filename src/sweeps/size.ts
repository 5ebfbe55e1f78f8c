import { identityOf } from './assignment.js';
import type { Sweep } from './file/sweep.js';
import { generationsOf } from './population.js';
import { assign, isAllowed, type Space } from './space.js';

/** More combinations than this are not gone through one by one. */
const MOST = 10_000;

/** How many trials a sweep comes to at most; infinite where nobody knows before it ends. */
export function sizeOf({ space, population, runCap = Infinity }: Sweep): number {
  const most = population ? population.population_size * generationsOf(population) : combinationsOf(space);
  return Math.min(runCap, most);
}

/** Of values that conditions and constraints leave. */
function combinationsOf(space: Space): number {
  const counts = space.dimensions.map(({ axis }) => axis.count);
  const all = counts.reduce((product, count) => product * count, 1);
  const isPlain = space.constraints.length === 0 && space.dimensions.every(({ when }) => when.size === 0);
  if (isPlain || all > MOST) return isPlain ? all : Infinity;
  const found = new Set<string>();
  for (let index = 0; index < all; index++) {
    let rest = index;
    const point = space.dimensions.map(({ axis }) => {
      const [low, high] = axis.cell(axis.values()[rest % axis.count])!;
      rest = Math.floor(rest / axis.count);
      return (low + high) / 2;
    });
    const { assignment } = assign(space, point);
    if (isAllowed(space, assignment)) found.add(identityOf(assignment));
  }
  return found.size;
}
