import { expect, it } from 'vitest';
import type { Ops, Tensor } from '../../src/tf.js';
import { f32, i32, type Plain, traced } from './compiled.js';

type Program = (tf: Ops, ...inputs: Tensor[]) => Tensor | Tensor[];

const run = (name: string, inputs: object, attributes: object = {}) =>
  ((tf: Ops, ...list: Tensor[]) => {
    const named = Array.isArray(inputs)
      ? list
      : Object.fromEntries(Object.keys(inputs).map((key, i) => [key, list[i]]));
    return tf.engine().runKernel(name, named as never, attributes as never) as Tensor;
  }) as Program;

const ROWS: readonly (readonly [message: string, f: Program, inputs: readonly Plain[]])[] = [
  [
    'concat: shapes must be equal but for axis 1, found [2,2] and [1,2]',
    run('Concat', [], { axis: 1 }),
    [f32([2, 2]), f32([1, 2])],
  ],
  ['stack: shapes must be equal, found [2] and [3]', run('Pack', [], { axis: 0 }), [f32([2]), f32([3])]],
  ['stack: types must be equal, found float32 and int32', run('Pack', [], { axis: 0 }), [f32([2]), i32([2])]],
  [
    'slice() does not support negative begin indexing. Found begin [-1]',
    run('Slice', { x: 0 }, { begin: [-1], size: [1] }),
    [f32([3])],
  ],
  [
    'slice: begin [1,1] and size [1,10] leave axis 1 of [2,3]',
    run('Slice', { x: 0 }, { begin: [1, 1], size: [1, 10] }),
    [f32([2, 3])],
  ],
  [
    'split: 5 is no multiple of 2 parts',
    run('SplitV', { x: 0 }, { numOrSizeSplits: 2, axis: 0 }),
    [f32([5])],
  ],
  [
    'split: only one size may be left open by -1, found [-1,-1]',
    run('SplitV', { x: 0 }, { numOrSizeSplits: [-1, -1], axis: 0 }),
    [f32([5])],
  ],
  [
    'split: sizes [2,2] do not add up to 5',
    run('SplitV', { x: 0 }, { numOrSizeSplits: [2, 2], axis: 0 }),
    [f32([5])],
  ],
  [
    'axis -3 is none of a tensor of rank 2: give a whole number from -2 to 1',
    run('ExpandDims', { input: 0 }, { dim: -3 }),
    [f32([5])],
  ],
  ['axis 0.5 is none of a tensor of rank 2', run('Reverse', { x: 0 }, { dims: [0.5] }), [f32([2, 3])]],
  ['axis 2 is none of a tensor of rank 2', run('Sum', { x: 0 }, { axis: 2 }), [f32([2, 3])]],
  [
    'batchDims (1) must be less than or equal to axis (0)',
    run('GatherV2', { x: 0, indices: 0 }, { axis: 0, batchDims: 1 }),
    [f32([2, 3]), i32([2, 1])],
  ],
  [
    'Expect batchDims in the range of [-2, 2], the rank of indices, but got 3',
    run('GatherV2', { x: 0, indices: 0 }, { axis: 1, batchDims: 3 }),
    [f32([2, 3]), i32([2, 1])],
  ],
  [
    'x.shape[0]: 2 should be equal to indices.shape[0]: 3',
    run('GatherV2', { x: 0, indices: 0 }, { axis: 1, batchDims: 1 }),
    [f32([2, 3]), i32([3, 1])],
  ],
  [
    'gatherND: x [] and indices [2] must not be scalars',
    run('GatherNd', { params: 0, indices: 0 }),
    [f32([]), i32([2])],
  ],
  [
    'gatherND: indices of 3 axes into an x of shape [2,2]',
    run('GatherNd', { params: 0, indices: 0 }),
    [f32([2, 2]), i32([1, 3])],
  ],
  [
    'matMul takes matrices, found one of shape [2]',
    run('BatchMatMul', { a: 0, b: 0 }),
    [f32([3, 2]), f32([2])],
  ],
];

it.each(ROWS)('what does not fit is an error when it is called: %s', async (message, f, inputs) => {
  await expect(traced(f, inputs)).rejects.toThrow(message);
});
