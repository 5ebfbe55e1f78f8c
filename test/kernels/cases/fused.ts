import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32, type Plain } from '../compiled.js';

const TOLERANCE = { relative: 1e-5, absolute: 2e-5 };

/** A kernel by its name, with the operands under theirs. */
const named =
  (kernel: string, names: readonly string[], attributes: object): Case['f'] =>
  (tf: Ops, ...operands: Tensor[]) => {
    const inputs = Object.fromEntries(names.map((name, i) => [name, operands[i]!]));
    return tf.engine().runKernel(kernel, inputs, attributes as never) as Tensor;
  };

interface Fused {
  readonly about: string;
  readonly more: Readonly<Record<string, Plain>>;
  readonly attributes: object;
}

/** With and without a bias, and every activation. */
const ways = (channels: number): readonly Fused[] => [
  { about: 'alone', more: {}, attributes: {} },
  { about: 'with a bias', more: { bias: f32([channels]) }, attributes: { activation: 'linear' } },
  ...['relu', 'relu6', 'elu', 'sigmoid'].map((activation) => ({
    about: activation,
    more: { bias: f32([channels]) },
    attributes: { activation },
  })),
  { about: 'leakyrelu', more: {}, attributes: { activation: 'leakyrelu', leakyreluAlpha: 0.3 } },
  {
    about: 'prelu without a bias',
    more: { preluActivationWeights: f32([channels]) },
    attributes: { activation: 'prelu' },
  },
  {
    about: 'prelu with a bias',
    more: { bias: f32([1]), preluActivationWeights: f32([channels]) },
    attributes: { activation: 'prelu' },
  },
];

const fused = (kernel: string, names: readonly string[], operands: readonly Plain[], attributes: object) =>
  ways(operands[1]!.shape.at(-1)!).map(
    ({ about, more, attributes: own }): Case => ({
      about,
      inputs: [...operands, ...Object.values(more)],
      f: named(kernel, [...names, ...Object.keys(more)], { ...attributes, ...own }),
      ...TOLERANCE,
    }),
  );

const WINDOWS = { strides: [1, 1], pad: 'same', dilations: [1, 1], dataFormat: 'NHWC' };

const normalization = (
  about: string,
  more: readonly string[],
  shape: readonly number[],
  of: readonly number[],
) => ({
  about,
  inputs: [f32(shape), f32(of), { ...f32(of), data: f32(of).data.map(Math.abs) }, ...more.map(() => f32(of))],
  f: named('FusedBatchNorm', ['x', 'mean', 'variance', ...more], { varianceEpsilon: 0.01 }),
  ...TOLERANCE,
});

/** Kernels that are several others one behind the other. */
export const fusions: Cases = {
  _FusedMatMul: [
    ...fused('_FusedMatMul', ['a', 'b'], [f32([2, 3]), f32([3, 4])], {}),
    {
      about: 'transposed',
      inputs: [f32([2, 3, 2]), f32([2, 4, 3]), f32([4])],
      f: named('_FusedMatMul', ['a', 'b', 'bias'], {
        transposeA: true,
        transposeB: true,
        activation: 'relu',
      }),
      ...TOLERANCE,
    },
  ],
  FusedBatchNorm: [
    normalization('', [], [2, 3, 3, 2], [2]),
    normalization('scaled', ['scale'], [2, 3, 3, 2], [2]),
    normalization('moved', ['offset'], [2, 3, 3, 2], [2]),
    normalization('scaled and moved', ['scale', 'offset'], [2, 3, 3, 2], [2]),
    normalization('each pixel', ['scale', 'offset'], [2, 2, 3, 2], [2, 2, 3, 2]),
  ],
  FusedConv2D: [
    ...fused('FusedConv2D', ['x', 'filter'], [f32([2, 4, 3, 2]), f32([2, 3, 2, 3])], WINDOWS),
    {
      about: 'channels first',
      inputs: [f32([2, 2, 4, 3]), f32([2, 3, 2, 3]), f32([3])],
      f: named('FusedConv2D', ['x', 'filter', 'bias'], {
        ...WINDOWS,
        dataFormat: 'NCHW',
        activation: 'relu',
      }),
      ...TOLERANCE,
    },
  ],
  FusedDepthwiseConv2D: fused(
    'FusedDepthwiseConv2D',
    ['x', 'filter'],
    [f32([2, 4, 3, 2]), f32([2, 3, 2, 1])],
    WINDOWS,
  ).filter(({ inputs }) => inputs.slice(2).every(({ shape }) => shape[0] === 1 || shape[0] === 2)),
  LRN: [
    { inputs: [f32([2, 3, 2, 7])], f: (tf, x) => tf.localResponseNormalization(x as never), ...TOLERANCE },
    {
      about: 'of near channels',
      inputs: [f32([1, 3, 2, 6])],
      f: (tf, x) => tf.localResponseNormalization(x as never, 1, 2, 0.3, 0.75),
      ...TOLERANCE,
    },
  ],
  LRNGrad: [
    [5, 1, 1, 0.5],
    [1, 2, 0.3, 0.75],
  ].map(([radius, bias, alpha, beta]) => ({
    about: `radius ${radius}`,
    inputs: [
      f32([2, 3, 2, 6]),
      f32(
        [2, 3, 2, 6],
        Array.from({ length: 72 }, (_, i) => Math.cos(i)),
      ),
    ],
    f: (tf, x, dy) =>
      tf.grad((y: Tensor) => tf.localResponseNormalization(y as never, radius, bias, alpha, beta))(x!, dy),
    ...TOLERANCE,
  })),
};
