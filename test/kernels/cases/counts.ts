import type { Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32, i32 } from '../compiled.js';

const TOLERANCE = { relative: 1e-5, absolute: 2e-5 };

/** Kernels that count, or say where something is. */
export const countings: Cases = {
  Bincount: [
    {
      inputs: [i32([7], [0, 2, 2, 5, 1, 2, 9]), f32([7])],
      f: (tf, x, weights) => tf.bincount(x as never, weights as never, 6),
    },
    {
      about: 'without weights',
      inputs: [i32([5], [0, 2, 2, 5, 1])],
      f: (tf, x) => tf.bincount(x as never, tf.tensor1d([]), 4),
    },
    {
      inputs: [i32([3], [1, 1, 0]), i32([3])],
      f: (tf, x, weights) => tf.bincount(x as never, weights as never, 2),
    },
  ],
  BitwiseAnd: [
    {
      inputs: [i32([5], [5, -1, 12, 0, 7]), i32([5], [3, 9, 10, 4, -8])],
      f: (tf, a, b) => tf.engine().runKernel('BitwiseAnd', { a: a!, b: b! }) as Tensor,
    },
  ],
  BroadcastArgs: [
    { inputs: [i32([3], [2, 1, 4]), i32([3], [1, 3, 4])], f: (tf, a, b) => tf.broadcastArgs(a!, b!) },
    { inputs: [i32([1], [5]), i32([3], [2, 3, 1])], f: (tf, a, b) => tf.broadcastArgs(a!, b!) },
    { inputs: [i32([3], [2, 3, 0]), i32([2], [1, 1])], f: (tf, a, b) => tf.broadcastArgs(a!, b!) },
  ],
  DenseBincount: [
    {
      inputs: [i32([2, 4], [0, 2, 2, 5, 1, 1, 9, 0]), f32([2, 4])],
      f: (tf, x, weights) => tf.denseBincount(x as never, weights as never, 4),
    },
    {
      about: 'without weights',
      inputs: [i32([2, 3], [0, 2, 2, 1, 1, 1])],
      f: (tf, x) => tf.denseBincount(x as never, tf.tensor2d([], [0, 0]), 3),
    },
    {
      about: 'what occurs',
      inputs: [i32([2, 3], [0, 2, 2, 1, 1, 7]), f32([2, 3])],
      f: (tf, x, weights) => tf.denseBincount(x as never, weights as never, 3, true),
    },
    {
      about: 'of one row',
      inputs: [i32([3], [0, 2, 2]), f32([3])],
      f: (tf, x, weights) => tf.denseBincount(x as never, weights as never, 3),
    },
  ],
  Einsum: [
    { inputs: [f32([2, 3]), f32([3, 4])], f: (tf, a, b) => tf.einsum('ij,jk->ik', a!, b!), ...TOLERANCE },
    {
      inputs: [f32([2, 3, 4]), f32([4, 2, 5])],
      f: (tf, a, b) => tf.einsum('bij, jbk -> kbi', a!, b!),
      ...TOLERANCE,
    },
    { about: 'of one', inputs: [f32([2, 3, 4])], f: (tf, a) => tf.einsum('ijk->ki', a!), ...TOLERANCE },
    {
      about: 'to one',
      inputs: [f32([4]), f32([4])],
      f: (tf, a, b) => tf.einsum('i,i->', a!, b!),
      ...TOLERANCE,
    },
    { inputs: [i32([2, 3]), i32([3])], f: (tf, a, b) => tf.einsum('ij,j->i', a!, b!) },
  ],
  SearchSorted: ['left', 'right'].flatMap((side) =>
    [f32, i32].map(
      (of): Case => ({
        about: side,
        inputs: [of([2, 4], [0, 3, 3, 8, -2, 1, 5, 5]), of([2, 3], [3, 9, -1, 5, 0, -2])],
        f: (tf, sorted, values) => tf.searchSorted(sorted!, values!, side as 'left'),
      }),
    ),
  ),
};
