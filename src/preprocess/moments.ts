import { type NDArray, sizeOf } from '../arrays.js';
import { type Axis, eachRow, groupsOf } from './groups.js';

/** Mean and variance (of the population) of every group of elements; sums are taken in float64. */
export interface Moments {
  /** Of the groups: as a sample's, with 1 on the axes that share. */
  readonly shape: readonly number[];
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** @param x [rows, ...sample], one row at least. */
export function momentsOf(x: NDArray, axis: Axis): Moments {
  const { shape, of } = groupsOf(x.shape.slice(1), axis);
  const size = sizeOf(shape);
  const count = x.data.length / size;
  const means = new Float64Array(size);
  eachRow(x, of.length, (values) => {
    for (let i = 0; i < of.length; i++) means[of[i]!]! += values[i]!;
  });
  for (let group = 0; group < size; group++) means[group]! /= count;
  const squares = new Float64Array(size);
  eachRow(x, of.length, (values) => {
    for (let i = 0; i < of.length; i++) squares[of[i]!]! += (values[i]! - means[of[i]!]!) ** 2;
  });
  return { shape, means, variances: squares.map((square) => square / count) };
}
