import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { bools, f32, i32 } from '../compiled.js';

const strided = (
  shape: readonly number[],
  [begin, end, strides]: readonly [number[], number[], number[]],
  masks: Readonly<Record<string, number>> = {},
): Case => ({
  about: `${begin}:${end}:${strides} ${Object.keys(masks)}`,
  inputs: [f32(shape)],
  f: (tf, x) => {
    const none = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
    return tf
      .engine()
      .runKernel('StridedSlice', { x: x! }, { begin, end, strides, ...none, ...masks }) as Tensor;
  },
});

const top = (tf: Ops, x: Tensor, k: number, sorted = true) => {
  const { values, indices } = tf.topk(x, k, sorted);
  return [values, indices];
};

/** Kernels that move elements to other places, or make them of their places. */
export const places: Cases = {
  BatchToSpaceND: [
    {
      inputs: [f32([4, 1, 2, 3])],
      f: (tf, x) =>
        tf.batchToSpaceND(
          x!,
          [2, 2],
          [
            [0, 0],
            [0, 0],
          ],
        ),
    },
    {
      about: 'cropped',
      inputs: [i32([4, 2, 2])],
      f: (tf, x) =>
        tf.batchToSpaceND(
          x!,
          [2, 2],
          [
            [1, 0],
            [0, 1],
          ],
        ),
    },
  ],
  DepthToSpace: [
    { inputs: [f32([2, 2, 3, 8])], f: (tf, x) => tf.depthToSpace(x as never, 2) },
    { inputs: [f32([1, 1, 1, 9])], f: (tf, x) => tf.depthToSpace(x as never, 3) },
  ],
  Diag: [
    { inputs: [f32([3])], f: (tf, x) => tf.diag(x!) },
    { inputs: [i32([2, 2])], f: (tf, x) => tf.diag(x!) },
    { inputs: [bools([3])], f: (tf, x) => tf.diag(x!) },
  ],
  FlipLeftRight: [{ inputs: [f32([2, 2, 3, 2])], f: (tf, x) => tf.image.flipLeftRight(x as never) }],
  GatherNd: [
    { inputs: [f32([3, 2]), i32([2, 2], [2, 1, 0, 0])], f: (tf, x, at) => tf.gatherND(x!, at!) },
    { inputs: [i32([3, 2]), i32([2, 1], [2, 0])], f: (tf, x, at) => tf.gatherND(x!, at!) },
  ],
  LinSpace: [
    { inputs: [], f: (tf) => tf.linspace(-1, 3, 9) },
    { inputs: [], f: (tf) => tf.linspace(5, 2, 4) },
    { inputs: [], f: (tf) => tf.linspace(5, 2, 1) },
  ],
  MirrorPad: [
    {
      inputs: [f32([3, 4])],
      f: (tf, x) =>
        tf.mirrorPad(
          x!,
          [
            [2, 1],
            [0, 3],
          ],
          'reflect',
        ),
    },
    {
      inputs: [i32([3, 4])],
      f: (tf, x) =>
        tf.mirrorPad(
          x!,
          [
            [3, 1],
            [0, 4],
          ],
          'symmetric',
        ),
    },
  ],
  Range: [
    { inputs: [], f: (tf) => tf.range(0, 5) },
    { inputs: [], f: (tf) => tf.range(3, -4, -2, 'int32') },
    { inputs: [], f: (tf) => tf.range(0, 1, 0.3) },
    { about: 'downwards', inputs: [], f: (tf) => tf.range(3, 0) },
  ],
  ScatterNd: [
    {
      about: 'adds',
      inputs: [i32([3, 1], [2, 0, 2]), f32([3, 2])],
      f: (tf, at, x) => tf.scatterND(at!, x!, [4, 2]),
    },
    { inputs: [i32([2, 2], [1, 0, 0, 1]), i32([2])], f: (tf, at, x) => tf.scatterND(at!, x!, [2, 2]) },
    {
      about: 'indices of the first axis',
      inputs: [i32([3], [2, 0, 2]), f32([3, 2])],
      f: (tf, at, x) => tf.scatterND(at!, x!, [4, 2]),
    },
  ],
  SpaceToBatchND: [
    {
      inputs: [f32([2, 4, 2, 3])],
      f: (tf, x) =>
        tf.spaceToBatchND(
          x!,
          [2, 2],
          [
            [0, 0],
            [0, 0],
          ],
        ),
    },
    {
      about: 'padded',
      inputs: [i32([1, 3, 3])],
      f: (tf, x) =>
        tf.spaceToBatchND(
          x!,
          [2, 2],
          [
            [1, 0],
            [0, 1],
          ],
        ),
    },
  ],
  SparseToDense: [
    {
      inputs: [i32([2, 2], [0, 1, 2, 0]), f32([2]), f32([])],
      f: (tf, at, x, initial) => tf.sparseToDense(at!, x!, [3, 2], initial as never),
    },
    {
      about: 'one number',
      inputs: [i32([2], [3, 1]), i32([], [7]), i32([], [-1])],
      f: (tf, at, x, initial) => tf.sparseToDense(at!, x!, [5], initial as never),
    },
  ],
  StridedSlice: [
    strided([5], [[1], [5], [2]]),
    strided([5], [[-1], [-6], [-2]]),
    strided(
      [3, 4],
      [
        [0, 3],
        [3, 0],
        [2, -1],
      ],
    ),
    strided(
      [3, 4],
      [
        [0, 3],
        [3, 0],
        [1, -1],
      ],
      { beginMask: 3, endMask: 3 },
    ),
    strided(
      [3, 4],
      [
        [1, 0],
        [2, 3],
        [1, 1],
      ],
      { shrinkAxisMask: 1 },
    ),
    strided(
      [2, 3, 4],
      [
        [0, 1],
        [0, 3],
        [1, 1],
      ],
      { ellipsisMask: 1 },
    ),
    strided(
      [3],
      [
        [0, 1],
        [0, 3],
        [1, 1],
      ],
      { newAxisMask: 1 },
    ),
    strided([4, 3], [[-3], [100], [1]]),
  ],
  TensorScatterUpdate: [
    {
      inputs: [f32([4, 2]), i32([2, 1], [3, 1]), f32([2, 2])],
      f: (tf, x, at, by) => tf.tensorScatterUpdate(x!, at!, by!),
    },
  ],
  TopK: [
    {
      inputs: [f32([2, 5])],
      f: (tf, x) => top(tf, x!, 3),
    },
    {
      about: 'equals',
      inputs: [i32([6], [3, 1, 3, 2, 3, 2])],
      f: (tf, x) => top(tf, x!, 4),
    },
    {
      about: 'equals of a long axis, in no order asked for',
      inputs: [
        i32(
          [64],
          Array.from({ length: 64 }, (_, i) => (i * i) % 3),
        ),
      ],
      f: (tf, x) => top(tf, x!, 64, false),
      oracle: (tf, x) => top(tf, x!, 64),
    },
  ],
  UnsortedSegmentSum: [
    {
      inputs: [f32([4, 2]), i32([4], [2, 0, 2, 1])],
      f: (tf, x, at) => tf.unsortedSegmentSum(x!, at as never, 4),
    },
    {
      about: 'of which tfjs makes floats',
      inputs: [i32([3]), i32([3], [1, 1, 0])],
      f: (tf, x, at) => tf.unsortedSegmentSum(x!, at as never, 2),
      oracle: (tf, x, at) => tf.cast(tf.unsortedSegmentSum(x!, at as never, 2), 'int32'),
    },
  ],
};
