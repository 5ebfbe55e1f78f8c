import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { bools, f32, i32, type Plain } from '../compiled.js';

type Make = (shape: readonly number[]) => Plain;
const TYPES: readonly Make[] = [f32, i32, bools];

/** The same on float32, int32 and bool. */
const each = (
  shape: readonly number[],
  f: (tf: Ops, x: Tensor) => Tensor | Tensor[],
  types = TYPES,
): Case[] => types.map((of) => ({ inputs: [of(shape)], f: (tf, x) => f(tf, x!) }));

const kernel = (tf: Ops, name: string, x: Tensor, attributes = {}) =>
  tf.engine().runKernel(name, { x }, attributes) as Tensor;

/** Kernels that move, copy and make elements. */
export const shapes: Cases = {
  Concat: [
    ...TYPES.map(
      (of): Case => ({ inputs: [of([2, 3]), of([1, 3])], f: (tf, a, b) => tf.concat([a!, b!], 0) }),
    ),
    {
      about: 'negative axis',
      inputs: [f32([2, 3]), f32([2, 1]), f32([2, 2])],
      f: (tf, ...xs) => tf.concat(xs, -1),
    },
    {
      about: 'an empty part',
      inputs: [f32([2, 3]), f32([0, 3])],
      f: (tf, ...xs) => tf.engine().runKernel('Concat', xs as never, { axis: 0 }) as Tensor,
    },
    {
      about: 'more than ten',
      inputs: Array.from({ length: 12 }, (_, i) => f32([1], [i])),
      f: (tf, ...xs) => tf.concat(xs, 0),
    },
    { inputs: [f32([2, 2, 2]), f32([2, 1, 2])], f: (tf, a, b) => tf.concat([a!, b!], 1) },
  ],
  ExpandDims: [
    ...each([2, 3], (tf, x) => tf.expandDims(x, 0)),
    ...each([2, 3], (tf, x) => tf.expandDims(x, -1), [f32]),
    ...each([2, 3], (tf, x) => tf.expandDims(x, -2), [f32]),
    ...each([], (tf, x) => tf.expandDims(x, 0), [f32]),
  ],
  Fill: [
    { inputs: [], f: (tf) => tf.fill([2, 3], 1.5) },
    { inputs: [], f: (tf) => tf.fill([2], 3, 'int32') },
    { inputs: [], f: (tf) => tf.fill([], Number.NaN) },
    { about: 'both zeros', inputs: [], f: (tf) => [tf.fill([2], 0), tf.reciprocal(tf.fill([2], -0))] },
    { inputs: [f32([2])], f: (tf, x) => tf.add(x!, tf.fill([3, 2], -0)) },
  ],
  GatherV2: [
    { inputs: [f32([4, 3]), i32([2], [3, 0])], f: (tf, x, at) => tf.gather(x!, at as never) },
    { inputs: [i32([4, 3]), i32([2, 2], [3, 0, 1, 1])], f: (tf, x, at) => tf.gather(x!, at as never) },
    {
      about: 'negative axis',
      inputs: [f32([2, 3, 2]), i32([2], [2, 0])],
      f: (tf, x, at) => tf.gather(x!, at as never, -2),
    },
    { about: 'one', inputs: [bools([4]), i32([], [2])], f: (tf, x, at) => tf.gather(x!, at as never) },
    {
      about: 'of each row',
      inputs: [f32([2, 3, 2]), i32([2, 2], [2, 0, 1, 1])],
      f: (tf, x, at) => tf.gather(x!, at as never, 1, 1),
    },
    {
      about: 'of each row, counted from the last axis of the indices',
      inputs: [f32([2, 3, 2]), i32([2, 2], [2, 0, 1, 1])],
      f: (tf, x, at) => tf.gather(x!, at as never, 1, -1),
    },
    {
      about: 'of each row, past an axis',
      inputs: [i32([2, 3, 4]), i32([2, 2], [2, 0, 1, 3])],
      f: (tf, x, at) => tf.gather(x!, at as never, 2, 1),
    },
  ],
  Identity: each([2, 3], (tf, x) => tf.clone(x)),
  OneHot: [
    { inputs: [i32([3], [0, 2, 1])], f: (tf, x) => tf.oneHot(x as never, 3, 1, 0, 'float32') },
    { about: 'int32', inputs: [i32([3], [0, 2, 1])], f: (tf, x) => tf.oneHot(x as never, 4) },
    { about: 'one', inputs: [i32([], [2])], f: (tf, x) => tf.oneHot(x as never, 4, 1, 0, 'float32') },
    {
      about: 'other values',
      inputs: [i32([2, 2], [0, 2, 1, 0])],
      f: (tf, x) => tf.oneHot(x as never, 3, 0.9, 0.05, 'float32'),
    },
    {
      about: 'past the depth',
      inputs: [i32([3], [5, 3, 1])],
      f: (tf, x) => tf.oneHot(x as never, 3, 1, 0, 'float32'),
    },
    { about: 'bool', inputs: [i32([3], [0, 2, 1])], f: (tf, x) => tf.oneHot(x as never, 3, 1, 0, 'bool') },
  ],
  OnesLike: each([2, 3], (tf, x) => tf.onesLike(x)),
  Pack: [
    ...TYPES.map((of): Case => ({ inputs: [of([2, 3]), of([2, 3])], f: (tf, a, b) => tf.stack([a!, b!]) })),
    { about: 'last', inputs: [f32([2, 3]), f32([2, 3])], f: (tf, a, b) => tf.stack([a!, b!], -1) },
    { about: 'scalars', inputs: [f32([]), f32([])], f: (tf, a, b) => tf.stack([a!, b!]) },
  ],
  PadV2: [
    {
      inputs: [f32([2, 3])],
      f: (tf, x) =>
        tf.pad(x!, [
          [1, 0],
          [0, 2],
        ]),
    },
    { inputs: [f32([3])], f: (tf, x) => tf.pad(x!, [[2, 1]], -1.5) },
    {
      inputs: [i32([2, 3])],
      f: (tf, x) =>
        tf.pad(
          x!,
          [
            [0, 1],
            [1, 0],
          ],
          7,
        ),
    },
    { inputs: [bools([3])], f: (tf, x) => kernel(tf, 'PadV2', x!, { paddings: [[1, 1]], constantValue: 0 }) },
    {
      about: 'nothing',
      inputs: [f32([2, 3])],
      f: (tf, x) =>
        tf.pad(x!, [
          [0, 0],
          [0, 0],
        ]),
    },
    {
      inputs: [f32([1, 2, 2, 1])],
      f: (tf, x) =>
        tf.pad(x!, [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ]),
    },
  ],
  Reshape: [
    ...each([2, 3], (tf, x) => tf.reshape(x, [3, 2])),
    ...each([2, 3, 2], (tf, x) => tf.reshape(x, [-1, 4]), [f32]),
    ...each([1], (tf, x) => tf.reshape(x, []), [f32]),
    ...each([2, 3], (tf, x) => tf.reshape(x, [2, 3]), [f32]),
    ...each([0, 3], (tf, x) => tf.reshape(x, [3, 0]), [f32]),
  ],
  Reverse: [
    ...each([2, 3, 2], (tf, x) => tf.reverse(x)),
    ...each([2, 3, 2], (tf, x) => tf.reverse(x, [0, -1]), [f32]),
    ...each([1, 3], (tf, x) => tf.reverse(x, 0), [f32]),
    { about: 'of no axis', ...each([2], (tf, x) => kernel(tf, 'Reverse', x, { dims: [] }), [f32])[0]! },
  ],
  Select: [
    {
      inputs: [bools([2, 3]), f32([2, 3]), f32([2, 3], [9, 8, 7, 6, 5, 4])],
      f: (tf, c, a, b) => tf.where(c!, a!, b!),
    },
    {
      inputs: [bools([2, 3]), i32([2, 3]), i32([2, 3], [9, 8, 7, 6, 5, 4])],
      f: (tf, c, a, b) => tf.where(c!, a!, b!),
    },
    { inputs: [bools([3]), bools([3]), bools([3], [1, 1, 0])], f: (tf, c, a, b) => tf.where(c!, a!, b!) },
    {
      about: 'broadcast condition',
      inputs: [bools([3, 1]), f32([3, 2]), f32([2], [9, 8])],
      f: (tf, c, a, b) => tf.where(c!, a!, b!),
    },
    {
      about: 'scalar',
      inputs: [bools([], [1]), f32([]), f32([], [5])],
      f: (tf, c, a, b) => tf.where(c!, a!, b!),
    },
    {
      about: 'NaN in the branch not taken',
      inputs: [bools([2], [1, 0]), f32([2], [1, Number.NaN]), f32([2], [Number.NaN, 2])],
      f: (tf, c, a, b) => tf.where(c!, a!, b!),
    },
  ],
  Slice: [
    ...each([4, 3], (tf, x) => tf.slice(x, [1, 0], [2, 2])),
    ...each([4, 3], (tf, x) => tf.slice(x, 1), [f32]),
    ...each([4, 3], (tf, x) => tf.slice(x, [1], [2]), [f32]),
    ...each([4, 3], (tf, x) => tf.slice(x, [0, 1], [-1, -1]), [f32]),
    ...each([4, 3], (tf, x) => tf.slice(x, [0, 0], [4, 3]), [f32]),
    ...each([4, 3], (tf, x) => tf.slice(x, [2, 1], [0, 2]), [f32]),
    ...each([2, 3, 2, 2], (tf, x) => tf.slice(x, [0, 1, 1, 0], [2, 2, 1, 2]), [f32]),
  ],
  SplitV: [
    ...each([4, 3], (tf, x) => tf.split(x, 2)),
    ...each([4, 3], (tf, x) => tf.split(x, [1, 2], -1), [f32]),
    ...each([4, 3], (tf, x) => tf.split(x, [1, -1, 1], 0), [f32]),
  ],
  Tile: [
    ...each([2, 3], (tf, x) => tf.tile(x, [2, 1])),
    ...each([3], (tf, x) => tf.tile(x, [3]), [f32]),
    ...each([2, 1, 2], (tf, x) => tf.tile(x, [1, 3, 2]), [f32]),
  ],
  Transpose: [
    ...each([2, 3], (tf, x) => tf.transpose(x)),
    ...each([2, 3, 4], (tf, x) => tf.transpose(x, [1, 2, 0])),
    ...each([2, 3, 1, 2], (tf, x) => tf.transpose(x, [0, 3, 1, 2]), [f32]),
    ...each([3], (tf, x) => kernel(tf, 'Transpose', x, { perm: [0] }), [f32]),
  ],
  Unpack: [
    ...each([2, 3], (tf, x) => tf.unstack(x)),
    ...each([2, 3], (tf, x) => tf.unstack(x, -1), [f32]),
    ...each([1, 3], (tf, x) => tf.unstack(x), [f32]),
  ],
  ZerosLike: each([2, 3], (tf, x) => tf.zerosLike(x)),
};
