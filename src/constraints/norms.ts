/** The axes over which norms are taken; the others tell the groups apart. */
export type Axis = number | readonly number[];

export const axis = {
  anyOf: [
    { type: 'integer', description: 'One axis; negative ones count from the end.' },
    { type: 'array', items: { type: 'integer' }, minItems: 1, description: 'Several axes.' },
  ],
  default: 0,
  description: 'Axes that a norm is taken over: 0 for a Dense kernel, [0, 1, 2] for that of a Conv2D.',
} as const;

const listOf = (axis: Axis): readonly number[] => (typeof axis === 'number' ? [axis] : axis);

/** Why a weight of this shape has no such axes, or undefined. */
export function axisMisfit(axis: Axis, shape: readonly number[]): string | undefined {
  const rank = shape.length;
  const axes = listOf(axis);
  const outside = axes.find((one) => one < -rank || one >= rank);
  if (outside !== undefined) {
    const range = rank === 0 ? 'which has no axes' : `expected ${-rank} to ${rank - 1}`;
    return `found axis ${outside} for a weight of shape [${shape}], ${range}`;
  }
  const distinct = new Set(axes.map((one) => (one + rank) % rank));
  if (distinct.size === axes.length) return undefined;
  return `found axis [${axes}], which for a weight of shape [${shape}] names the same one twice`;
}

/**
 * Multiplies every group of values by a factor that depends on its norm, in place. Norms and factors are float32, as in
 * Keras; squares are summed up in float64. `values` in row-major order of `shape`.
 */
export function scaleGroups(
  values: Float32Array,
  shape: readonly number[],
  axis: Axis,
  factorOf: (norm: number) => number,
): void {
  const { first, step, count } = groupsOf(shape, axis);
  const factors = new Float64Array(count);
  const length = shape.at(-1)!;
  for (let row = 0, at = 0; row < first.length; row++) {
    for (let i = 0, group = first[row]!; i < length; i++, at++, group += step) {
      factors[group]! += values[at]! * values[at]!;
    }
  }
  for (let i = 0; i < count; i++) factors[i] = Math.fround(factorOf(Math.fround(Math.sqrt(factors[i]!))));
  for (let row = 0, at = 0; row < first.length; row++) {
    for (let i = 0, group = first[row]!; i < length; i++, at++, group += step) {
      values[at]! *= factors[group]!;
    }
  }
}

/**
 * How many groups there are; the group of the first value of every row along the last axis; and how far that of its
 * neighbour lies: 0 where the last axis is one that norms are taken over.
 */
function groupsOf(shape: readonly number[], axis: Axis) {
  const rank = shape.length;
  const over = new Set(listOf(axis).map((one) => (one + rank) % rank));
  const steps = new Array<number>(rank).fill(0);
  let count = 1;
  for (let i = rank - 1; i >= 0; i--) {
    if (over.has(i)) continue;
    steps[i] = count;
    count *= shape[i]!;
  }
  let first = [0];
  for (const [i, size] of shape.slice(0, -1).entries()) {
    first = first.flatMap((group) => Array.from({ length: size }, (_, at) => group + at * steps[i]!));
  }
  return { first, step: steps.at(-1)!, count };
}

/** keras.backend.epsilon(): keeps norms of zero out of the divisor. */
export const EPSILON = 1e-7;
