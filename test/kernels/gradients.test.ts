import { expect, it } from 'vitest';
import type { Ops, Tensor } from '../../src/tf.js';
import { differences, f32, i32, lowered, onCpu, type Plain, runGraph } from './compiled.js';

type Row = readonly [name: string, inputs: readonly Plain[], f: (tf: Ops, ...xs: Tensor[]) => Tensor];

/** Away from zero, so that logarithms and roots have gradients. */
const positive = (shape: readonly number[]) => ({
  ...f32(shape),
  data: f32(shape).data.map((x) => Math.abs(x) + 0.3),
});
const PAIRS: readonly (readonly [Plain, Plain])[] = [
  [f32([2, 3]), positive([3])],
  [f32([2, 1]), positive([1, 3])],
  [f32([]), positive([2])],
];

const unary = (
  [
    'abs',
    'cos',
    'elu',
    'erf',
    'exp',
    'expm1',
    'relu',
    'relu6',
    'selu',
    'sigmoid',
    'sin',
    'softplus',
    'square',
    'tanh',
  ] as const
).map((name): Row => [name, [f32([2, 3])], (tf, x) => tf[name](x)]);

const ofPositive = (['log', 'log1p', 'reciprocal', 'rsqrt', 'sqrt'] as const).map(
  (name): Row => [name, [positive([2, 3])], (tf, x) => tf[name](x)],
);

const binary = (['add', 'sub', 'mul', 'div'] as const).flatMap((name) =>
  PAIRS.map((pair): Row => [name, pair, (tf, a, b) => tf[name](a!, b!)]),
);

// tfjs's own gradients of these three fail where anything is broadcast.
const unbroadcast = (['maximum', 'minimum', 'squaredDifference'] as const).map(
  (name): Row => [name, [f32([2, 3]), positive([2, 3])], (tf, a, b) => tf[name](a!, b!)],
);

const products = [false, true].flatMap((ta) =>
  [false, true].map(
    (tb): Row => [
      `matMul ${ta} ${tb}`,
      [f32(ta ? [4, 2] : [2, 4]), f32(tb ? [3, 4] : [4, 3])],
      (tf, a, b) => tf.matMul(a, b, ta, tb),
    ],
  ),
);

const CONDITION = [1, 0, 0, 1, 1, 0];

const rows: readonly Row[] = [
  ...unary,
  ...ofPositive,
  ...binary,
  ...unbroadcast,
  ...products,
  ['batched matMul', [f32([2, 2, 3]), f32([2, 3, 4])], (tf, a, b) => tf.matMul(a, b)],
  ['pow', [positive([2, 3]), f32([3])], (tf, a, b) => tf.pow(a, b)],
  ['leakyRelu', [f32([2, 3])], (tf, x) => tf.leakyRelu(x, 0.2)],
  ['prelu', [f32([2, 3]), f32([2, 3])], (tf, x, alpha) => tf.prelu(x, alpha)],
  ['clipByValue', [f32([2, 3])], (tf, x) => tf.clipByValue(x, -1, 1)],
  ['softmax', [f32([2, 3])], (tf, x) => tf.softmax(x)],
  ['logSoftmax', [f32([2, 3])], (tf, x) => tf.logSoftmax(x)],
  ['logSumExp', [f32([2, 3])], (tf, x) => tf.logSumExp(x, -1)],
  ['sum', [f32([2, 3])], (tf, x) => tf.sum(x, 0)],
  ['mean', [f32([2, 3])], (tf, x) => tf.mean(x, -1, true)],
  ['mean of all', [f32([2, 3])], (tf, x) => tf.mean(x)],
  ['max', [f32([2, 3])], (tf, x) => tf.max(x, 1)],
  ['min', [f32([2, 3])], (tf, x) => tf.min(x, 1)],
  ['reshape', [f32([2, 3])], (tf, x) => tf.reshape(x, [3, 2])],
  ['transpose', [f32([2, 3, 2])], (tf, x) => tf.transpose(x, [2, 0, 1])],
  ['expandDims', [f32([2, 3])], (tf, x) => tf.expandDims(x, 1)],
  ['concat', [f32([2, 3]), f32([2, 1])], (tf, a, b) => tf.concat([a, b], 1)],
  ['stack', [f32([2]), f32([2])], (tf, a, b) => tf.stack([a, b], 1)],
  ['unstack', [f32([3, 2])], (tf, x) => tf.unstack(x)[1]!],
  ['split', [f32([4, 2])], (tf, x) => tf.mul(...(tf.split(x, 2) as [Tensor, Tensor]))],
  ['slice', [f32([4, 3])], (tf, x) => tf.slice(x, [1, 0], [2, 2])],
  [
    'pad',
    [f32([2, 3])],
    (tf, x) =>
      tf.pad(x, [
        [1, 0],
        [0, 2],
      ]),
  ],
  ['tile', [f32([2, 3])], (tf, x) => tf.tile(x, [2, 1])],
  [
    'where',
    [f32([6]), f32([6], [9, 8, 7, 6, 5, 4])],
    (tf, a, b) => tf.where(tf.tensor(CONDITION, [6], 'bool'), a, b),
  ],
  ['used twice', [f32([2, 3])], (tf, x) => tf.mul(tf.tanh(x), tf.add(x, tf.sum(x)))],
];

/** A sum of weighted elements, so that every element has a gradient of its own. */
const weighted = (tf: Ops, y: Tensor) => {
  const weights = i32([...y.shape]).data;
  return tf.sum(
    tf.mul(
      y,
      tf.tensor(
        Float32Array.from(weights, (w) => w + 0.5),
        y.shape,
      ),
    ),
  );
};

it.each(rows)('the gradient of %s compiled is that of tfjs', async (_name, inputs, f) => {
  const program = (tf: Ops, ...xs: Tensor[]) => {
    const { value, grads } = tf.valueAndGrads((...ys: Tensor[]) => weighted(tf, f(tf, ...ys)))(xs);
    return [value, ...grads];
  };
  const expected = onCpu(program, inputs);
  for (const passes of [false, true]) {
    const found = await runGraph(await lowered(program, inputs, passes), inputs);
    expect(differences(found, expected, 2e-6, 2e-6), passes ? 'after all passes' : 'lowered').toEqual([]);
  }
});
