import { keyOf } from '../../random.js';
import { PATIENCE, type Sampler } from './sampler.js';
import { DIRECTIONS } from './sobol-directions.js';

const BITS = 32;

/**
 * Points of the Sobol sequence: they fill the cube far more evenly than random ones, in every number of points.
 *
 * @param n which point, from 0: that one lies at the origin. @param dimensions at most 50.
 * @returns 32 bits for each dimension: the place times 2^32.
 */
export function sobolBits(n: number, dimensions: number): Uint32Array {
  const bits = new Uint32Array(dimensions);
  for (let axis = 0; axis < dimensions; axis++) {
    const directions = directionsOf(axis);
    let gray = n ^ Math.floor(n / 2);
    for (let i = 0; gray !== 0; i++, gray >>>= 1) if (gray & 1) bits[axis]! ^= directions[i]!;
  }
  return bits;
}

const known: Uint32Array[] = [];

/** Direction numbers of an axis: Bratley and Fox, "Algorithm 659", ACM TOMS 1988. */
function directionsOf(axis: number): Uint32Array {
  const found = known[axis];
  if (found) return found;
  const directions = new Uint32Array(BITS);
  known[axis] = directions;
  if (axis === 0) {
    for (let i = 0; i < BITS; i++) directions[i] = 1 << (BITS - 1 - i);
    return directions;
  }
  const [polynomial, first] = DIRECTIONS[axis - 1]!;
  const degree = first.length;
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      directions[i] = first[i]! << (BITS - 1 - i);
      continue;
    }
    let direction = directions[i - degree]! ^ (directions[i - degree]! >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((polynomial >>> (degree - k)) & 1) direction ^= directions[i - k]!;
    }
    directions[i] = direction;
  }
  return directions;
}

/** The seed shifts the sequence as a whole, digit by digit, which leaves it as even as it was. */
export const sobol: Sampler = {
  name: 'sobol',
  summary: 'Points of the Sobol sequence: as random, but evenly spread.',
  patience: PATIENCE,
  problem: (axes) =>
    axes.length > DIRECTIONS.length + 1
      ? `found ${axes.length} parameters, expected ${DIRECTIONS.length + 1} at most: use random`
      : undefined,
  suggest({ axes, index, seed }) {
    const bits = sobolBits(index, axes.length);
    const place = (axis: number) => ((bits[axis]! ^ keyOf(seed, 'sweep sobol', axis)[0]) >>> 0) / 2 ** BITS;
    return { point: axes.map((_, axis) => place(axis)) };
  },
};
