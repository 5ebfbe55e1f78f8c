import { formatShape, type NDArray, sizeOf } from '../arrays.js';

/** One axis or several, counted with the batch as axis 0 or from the end, as Keras does; null: none. */
export type Axis = number | readonly number[] | null;

/** Option of the transforms that are fitted per feature. */
export const axisOption = {
  anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 1 }, { type: 'null' }],
  default: -1,
  description:
    'Axis or axes whose positions have numbers of their own, as in keras.layers.Normalization (-1: the last one, ' +
    'a feature or a channel; the batch is axis 0); null: one number for all.',
} as const;

/** Which elements of a sample share a fitted number. */
export interface Groups {
  /** Of the fitted numbers: as a sample's, with 1 on the axes that share. Broadcasts against a batch. */
  readonly shape: readonly number[];
  /** The group of each element of a sample. */
  readonly of: Int32Array;
}

/** @throws Error whose message says which axis does not exist. */
export function groupsOf(sample: readonly number[], axis: Axis): Groups {
  const kept = keptAxes(sample, axis);
  const shape = sample.map((size, i) => (kept.has(i) ? size : 1));
  const of = new Int32Array(sizeOf(sample));
  for (let element = 0; element < of.length; element++) {
    let rest = element;
    let stride = 1;
    for (let i = sample.length - 1; i >= 0; i--) {
      const size = sample[i] as number;
      if (kept.has(i)) {
        of[element] = (of[element] as number) + (rest % size) * stride;
        stride *= size;
      }
      rest = Math.floor(rest / size);
    }
  }
  return { shape, of };
}

/** Axes of a sample (without batch) that an option names. */
export function keptAxes(sample: readonly number[], axis: Axis): Set<number> {
  if (axis === null) return new Set();
  // A single number a row has no axis to tell features apart.
  if (sample.length === 0 && axis === -1) return new Set();
  const rank = sample.length + 1;
  return new Set(
    (typeof axis === 'number' ? [axis] : axis).map((given) => {
      const counted = given < 0 ? given + rank : given;
      if (counted >= 1 && counted < rank) return counted - 1;
      const range = rank > 1 ? `1 to ${rank - 1} or -${rank - 1} to -1` : 'null';
      throw new Error(`axis ${given} is not one of a batch of ${formatShape(sample)}, expected ${range}`);
    }),
  );
}

/**
 * Calls `visit` for every row of `x`, in one buffer that is used again: one element type keeps the loops
 * over it fast.
 */
export function eachRow(x: NDArray, width: number, visit: (values: Float64Array) => void): void {
  const values = new Float64Array(width);
  for (let start = 0; start < x.data.length; start += width) {
    values.set(x.data.subarray(start, start + width));
    visit(values);
  }
}
