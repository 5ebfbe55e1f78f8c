import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { bools, f32, i32, type Plain } from '../compiled.js';

type Reduce = (tf: Ops, x: Tensor, axis?: number | number[], keepDims?: boolean) => Tensor;

const USES: readonly (readonly [shape: readonly number[], axis?: number | number[], keep?: boolean])[] = [
  [[]],
  [[5]],
  [[5], 0, true],
  [[2, 3]],
  [[2, 3], 0],
  [[2, 3], -1],
  [[2, 3], 1, true],
  [[2, 3], [0, 1], true],
  [
    [2, 3, 4],
    [0, 2],
  ],
  [[2, 3, 4], [-1, 0], true],
  [[2, 3, 4], 1],
  [
    [2, 3, 2, 2],
    [1, 2],
  ],
  [[1, 3], 0],
];

const reduction = (op: Reduce, special: readonly Plain[] = []): Case[] => [
  ...USES.map(
    ([shape, axis, keep]): Case => ({
      about: `axis ${axis ?? 'all'}${keep ? ' kept' : ''}`,
      inputs: [f32(shape)],
      f: (tf, x) => op(tf, x!, axis, keep),
    }),
  ),
  ...special.map((x): Case => ({ about: 'special', inputs: [x], f: (tf, y) => op(tf, y!, -1) })),
];

/** Called by its name: for attributes that the public function would never pass. */
const direct =
  (name: string, attributes: object): Case['f'] =>
  (tf, x) =>
    tf.engine().runKernel(name, { x: x! }, attributes as never) as Tensor;

/** Sums are rounded in another order: an absolute tolerance too. */
const within = (cases: readonly Case[], absolute: number): Case[] =>
  cases.map((one) => ({ ...one, absolute }));

const ODD = f32([3, 2], [Number.NaN, 1, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, 3]);
const TIES = f32([3, 4], [1, 3, 3, 0, 2, 2, 2, 2, -1, -1, -5, -5]);
const arg = (op: (tf: Ops, x: Tensor, axis: number) => Tensor): Case[] => [
  { inputs: [f32([5])], f: (tf, x) => op(tf, x!, 0) },
  { inputs: [f32([2, 3])], f: (tf, x) => op(tf, x!, 0) },
  { inputs: [f32([2, 3])], f: (tf, x) => op(tf, x!, 1) },
  { inputs: [f32([2, 3, 4])], f: (tf, x) => op(tf, x!, 1) },
  { inputs: [i32([2, 3])], f: (tf, x) => op(tf, x!, 1) },
  { inputs: [bools([2, 3])], f: (tf, x) => op(tf, x!, 1) },
  { about: 'the first of equals', inputs: [TIES], f: (tf, x) => op(tf, x!, 1) },
];

const softmaxes = (f: Case['f'], oracle?: Case['f']): Case[] =>
  [
    f32([5]),
    f32([2, 3]),
    f32([2, 2, 3]),
    f32([1, 2, 2, 3]),
    f32([3, 2], [1000, 999, -1000, -999, 0, 88]),
    f32([2, 2], [Number.NaN, 1, Number.POSITIVE_INFINITY, 1]),
  ].map((x) => ({ inputs: [x], f, oracle }));

/** Kernels that sum, choose or normalize along axes, and products of matrices. */
export const reductions: Cases = {
  ArgMax: arg((tf, x, axis) => tf.argMax(x, axis)),
  ArgMin: arg((tf, x, axis) => tf.argMin(x, axis)),
  BatchMatMul: within(
    [
      ...[false, true].flatMap((ta) =>
        [false, true].map(
          (tb): Case => ({
            about: `transposed ${ta} ${tb}`,
            inputs: [f32(ta ? [4, 2] : [2, 4]), f32(tb ? [3, 4] : [4, 3])],
            f: (tf, a, b) => tf.matMul(a!, b!, ta, tb),
          }),
        ),
      ),
      ...[false, true].map(
        (transposed): Case => ({
          inputs: [f32(transposed ? [2, 4, 3] : [2, 3, 4]), f32(transposed ? [2, 2, 4] : [2, 4, 2])],
          f: (tf, a, b) => tf.matMul(a!, b!, transposed, transposed),
        }),
      ),
      { about: 'batch of one', inputs: [f32([3, 2, 4]), f32([1, 4, 2])], f: (tf, a, b) => tf.matMul(a!, b!) },
      { about: 'ranks differ', inputs: [f32([3, 2, 4]), f32([4, 2])], f: (tf, a, b) => tf.matMul(a!, b!) },
      { inputs: [f32([2, 3, 2, 4]), f32([2, 3, 4, 1])], f: (tf, a, b) => tf.matMul(a!, b!) },
      {
        about: 'NaN and infinity',
        inputs: [f32([2, 2], [Number.NaN, 1, Number.POSITIVE_INFINITY, 1]), f32([2, 2], [1, 2, 3, 4])],
        f: (tf, a, b) => tf.matMul(a!, b!),
      },
      {
        about: 'zero times infinity',
        inputs: [f32([1, 2], [0, 1]), f32([2, 1], [Number.POSITIVE_INFINITY, 4])],
        f: (tf, a, b) => tf.matMul(a!, b!),
      },
      { inputs: [i32([2, 3]), i32([3, 2])], f: (tf, a, b) => tf.matMul(a!, b!) },
    ],
    1e-6,
  ),
  LogSoftmax: softmaxes(
    (tf, logits) => tf.engine().runKernel('LogSoftmax', { logits: logits! }) as Tensor,
    (tf, logits) => tf.logSoftmax(logits!),
  ),
  Max: [...reduction((tf, x, axis, keep) => tf.max(x, axis, keep), [i32([2, 3]), ODD])],
  Mean: within(
    [
      ...reduction((tf, x, axis, keep) => tf.mean(x, axis, keep), [ODD, i32([2, 3]), bools([2, 3])]),
      { about: 'no axes', inputs: [f32([2, 3])], f: direct('Mean', { axis: [], keepDims: false }) },
    ],
    2e-7,
  ),
  Min: [...reduction((tf, x, axis, keep) => tf.min(x, axis, keep), [i32([2, 3]), ODD])],
  Prod: [...reduction((tf, x, axis, keep) => tf.prod(x, axis, keep), [i32([2, 3]), ODD, bools([2, 3])])],
  Softmax: softmaxes((tf, x) => tf.softmax(x!)),
  Sum: within(
    [
      ...reduction((tf, x, axis, keep) => tf.sum(x, axis, keep), [i32([2, 3]), bools([2, 3]), ODD]),
      { about: 'no axes', inputs: [f32([2, 3])], f: direct('Sum', { axis: [], keepDims: false }) },
      { about: 'of nothing', inputs: [f32([0, 3])], f: (tf, x) => tf.sum(x!, 0) },
    ],
    1e-6,
  ),
};
