import type { Attribute, ValueSpec } from '../graph/graph.js';

/** NumPy's broadcasting of two shapes. Throws where they do not fit. */
export function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new Error(`shapes [${a.join(',')}] and [${b.join(',')}] do not broadcast`);
    }
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/**
 * Axes as tfjs passes them (a number, a list, or nothing for all), as sorted non-negative numbers. Throws for what
 * is no axis of the rank.
 */
export function parseAxes(axis: Attribute, rank: number): number[] {
  if (axis === undefined || axis === null) return Array.from({ length: rank }, (_, i) => i);
  const list = (Array.isArray(axis) ? axis : [axis]) as number[];
  const wrong = list.find((a) => !Number.isInteger(a) || a < -rank || a >= rank);
  if (wrong !== undefined) {
    throw new Error(
      `axis ${wrong} is none of a tensor of rank ${rank}: give a whole number from ${-rank} to ${rank - 1}`,
    );
  }
  return list.map((a) => (a < 0 ? a + rank : a)).sort((a, b) => a - b);
}

/** The shape of a reduction over axes. */
export function reduced(shape: readonly number[], axes: readonly number[], keepDims: boolean): number[] {
  if (keepDims) return shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return shape.filter((_, i) => !axes.includes(i));
}

/** Throws unless all shapes are the first one, but for one axis where given. */
export function assertAlike(name: string, inputs: readonly ValueSpec[], but = -1): void {
  const [first, ...others] = inputs as [ValueSpec, ...ValueSpec[]];
  const fits = ({ shape }: ValueSpec) =>
    shape.length === first.shape.length && shape.every((size, i) => i === but || size === first.shape[i]);
  const other = others.find((input) => !fits(input));
  if (!other) return;
  const where = but < 0 ? '' : ` but for axis ${but}`;
  throw new Error(
    `${name}: shapes must be equal${where}, found [${first.shape.join(',')}] and [${other.shape.join(',')}]`,
  );
}

export const like = (spec: ValueSpec): ValueSpec => ({ shape: spec.shape, dtype: spec.dtype });
export const bool = (shape: readonly number[]): ValueSpec => ({ shape, dtype: 'bool' });
export const float = (shape: readonly number[]): ValueSpec => ({ shape, dtype: 'float32' });
