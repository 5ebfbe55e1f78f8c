import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { bools, f32, i32, type Plain } from '../compiled.js';

type Op = (tf: Ops, x: Tensor) => Tensor;

const EDGES = [
  0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 0.49999997, 1e-7, -1e-7, 3e-5, -3e-5, 7, -7, 30, -30,
];
const HUGE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38, 1e-40, -1e-40];
const POSITIVE = [1e-30, 1e-7, 0.25, 0.5, 1, 2, 3, 1e7, 3e38, 0, Number.POSITIVE_INFINITY, Number.NaN, -1];
/** Where rounding 1 + x loses all of x, part of it, or nothing. */
const NEAR_ZERO = [
  0, 1e-30, 1e-20, 6e-8, -6e-8, 1e-7, 1e-5, -1e-5, 0.001, -0.001, 0.3, -0.3, -0.9, 1, 10, 80,
];
const RANKS = [[], [5], [2, 3], [2, 3, 2], [2, 1, 3, 2]];

const vector = (numbers: readonly number[]) => f32([numbers.length], numbers);

interface Unary {
  readonly special?: readonly Plain[];
  readonly ranks?: boolean;
  readonly relative?: number;
  readonly absolute?: number;
  readonly about?: string;
}

/** Ranks 0 to 4, numbers at the edges, and what else is asked for. */
function unary(
  op: Op,
  { special = [vector(EDGES), vector(HUGE)], ranks = true, ...rest }: Unary = {},
): Case[] {
  const plain = ranks ? RANKS.map((shape) => f32(shape)) : [];
  return [...plain, ...special].map((x) => ({ inputs: [x], f: (tf, a) => op(tf, a!), ...rest }));
}

const positive = { special: [vector(POSITIVE), f32([2, 3], POSITIVE.slice(0, 6))], ranks: false };

type Op2 = (tf: Ops, a: Tensor, b: Tensor) => Tensor;

const BROADCASTS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [[3], []],
  [[2, 3], [3]],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 3, 2],
    [2, 1, 2],
  ],
];
const LEFT = [0, -0, 1, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, 1e-40];

function binary(
  op: Op2,
  make: readonly ((shape: readonly number[]) => Plain)[] = [f32],
  edges = true,
): Case[] {
  const f: Case['f'] = (tf, a, b) => op(tf, a!, b!);
  const shapes = make.flatMap((of) => BROADCASTS.map(([a, b]) => ({ inputs: [of(a), of(b)], f })));
  if (!edges) return shapes;
  // Every pair of special numbers.
  return [...shapes, { about: 'edges', inputs: [f32([LEFT.length, 1], LEFT), f32([LEFT.length], LEFT)], f }];
}

const COMPARED = [f32, i32];

/** Kernels that map each element, or each pair of broadcast elements. */
export const elementwise: Cases = {
  Abs: unary((tf, x) => tf.abs(x), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  Add: binary((tf, a, b) => tf.add(a, b), COMPARED),
  AddN: [f32, i32].flatMap((of) =>
    [1, 2, 5].map((count) => ({
      inputs: Array.from({ length: count }, (_, i) => of([2, 3], [i, 1, 2, 3, -i, 0.5])),
      f: (tf, ...xs) => tf.addN(xs),
    })),
  ),
  Cast: [
    {
      about: 'truncates',
      inputs: [f32([6], [1.9, -1.9, 0.5, -0.5, 1e6, 0])],
      f: (tf, x) => tf.cast(x!, 'int32'),
    },
    { about: 'not zero', inputs: [f32([4], [0, -0, 0.1, -3])], f: (tf, x) => tf.cast(x!, 'bool') },
    { inputs: [i32([2, 3])], f: (tf, x) => tf.cast(x!, 'float32') },
    { inputs: [i32([2, 3])], f: (tf, x) => tf.cast(x!, 'bool') },
    { inputs: [bools([2, 3])], f: (tf, x) => tf.cast(x!, 'float32') },
    { inputs: [bools([2, 3])], f: (tf, x) => tf.cast(x!, 'int32') },
    {
      about: 'to its own type',
      inputs: [f32([2])],
      f: (tf, x) => tf.engine().runKernel('Cast', { x: x! }, { dtype: 'float32' }) as Tensor,
    },
    {
      about: 'of raw bytes',
      inputs: [{ dtype: 'uint8', shape: [3], data: Uint8Array.of(0, 7, 255) }],
      f: (tf, x) => tf.cast(x!, 'float32'),
    },
  ],
  Ceil: unary((tf, x) => tf.ceil(x)),
  ClipByValue: [
    ...unary((tf, x) => tf.clipByValue(x, -0.5, 1.25)),
    ...unary((tf, x) => tf.clipByValue(x, 0, Number.POSITIVE_INFINITY), { ranks: false }),
    {
      inputs: [i32([2, 3])],
      f: (tf, x) =>
        tf.engine().runKernel('ClipByValue', { x: x! }, { clipValueMin: -2, clipValueMax: 3 }) as Tensor,
    },
  ],
  Cos: unary((tf, x) => tf.cos(x), { special: [vector(EDGES)] }),
  // onnxruntime computes exp(x) - 1 and loses digits near zero.
  Elu: unary((tf, x) => tf.elu(x), { absolute: 6e-8 }),
  EluGrad: [
    {
      inputs: [f32([2, 3]), f32([2, 3])],
      f: (tf, dy, y) => tf.engine().runKernel('EluGrad', { dy: dy!, y: y! }) as Tensor,
    },
    {
      about: 'edges',
      inputs: [f32([8]), f32([8], [-1, -0.5, -1e-7, -0, 0, 1e-7, 5, Number.NaN])],
      f: (tf, dy, y) => tf.engine().runKernel('EluGrad', { dy: dy!, y: y! }) as Tensor,
    },
  ],
  Equal: binary((tf, a, b) => tf.equal(a, b), [...COMPARED, bools]),
  // tfjs's own is an approximation to 1.5e-7; onnxruntime's is better.
  Erf: unary((tf, x) => tf.erf(x), { special: [vector(EDGES)], absolute: 1.5e-7 }),
  Exp: unary((tf, x) => tf.exp(x), {
    special: [vector(EDGES), vector(HUGE), vector([88.7, 89, -87, -104, -745]), i32([4])],
  }),
  Expm1: unary((tf, x) => tf.expm1(x), {
    special: [vector(NEAR_ZERO), vector(EDGES), vector(HUGE), vector([88.7, 89, -87, -104])],
  }),
  Floor: unary((tf, x) => tf.floor(x)),
  FloorDiv: [
    ...binary((tf, a, b) => tf.floorDiv(a, b), [f32], false),
    {
      about: 'of both signs and large, and by zero',
      inputs: [i32([4, 1], [7, -7, 16_777_217, -16_777_217]), i32([5], [2, -2, 1, -3, 0])],
      f: (tf, a, b) => tf.floorDiv(a!, b!),
    },
  ],
  Greater: binary((tf, a, b) => tf.greater(a, b), COMPARED),
  GreaterEqual: binary((tf, a, b) => tf.greaterEqual(a, b), COMPARED),
  LeakyRelu: unary((tf, x) => tf.leakyRelu(x, 0.3), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  Less: binary((tf, a, b) => tf.less(a, b), COMPARED),
  LessEqual: binary((tf, a, b) => tf.lessEqual(a, b), COMPARED),
  Log: unary((tf, x) => tf.log(x), positive),
  Log1p: unary((tf, x) => tf.log1p(x), {
    special: [vector(NEAR_ZERO), vector(POSITIVE), vector(HUGE)],
    ranks: false,
  }),
  LogicalAnd: binary((tf, a, b) => tf.logicalAnd(a, b), [bools], false),
  LogicalNot: [[], [3], [2, 3]].map((shape) => ({ inputs: [bools(shape)], f: (tf, x) => tf.logicalNot(x!) })),
  LogicalOr: binary((tf, a, b) => tf.logicalOr(a, b), [bools], false),
  Maximum: binary((tf, a, b) => tf.maximum(a, b), COMPARED),
  Minimum: binary((tf, a, b) => tf.minimum(a, b), COMPARED),
  Mod: [
    ...binary((tf, a, b) => tf.mod(a, b), [f32], false),
    {
      about: 'of both signs',
      inputs: [f32([5, 1], [7.5, -7.5, 4, -4, 0]), f32([4], [2, -2, 0.75, -3])],
      f: (tf, a, b) => tf.mod(a!, b!),
    },
    {
      about: 'of both signs',
      inputs: [i32([5, 1], [7, -7, 4, -4, 0]), i32([3], [2, -2, -3])],
      f: (tf, a, b) => tf.mod(a!, b!),
    },
  ],
  Multiply: binary((tf, a, b) => tf.mul(a, b), COMPARED),
  Neg: unary((tf, x) => tf.neg(x), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  NotEqual: binary((tf, a, b) => tf.notEqual(a, b), [...COMPARED, bools]),
  Pow: [
    ...binary((tf, a, b) => tf.pow(tf.abs(a), b), [f32], false),
    {
      about: 'signs and zeros',
      inputs: [f32([4, 1], [-2, 0, 0.5, 3]), f32([5], [-2, 0, 0.5, 1, 3])],
      f: (tf, a, b) => tf.pow(a!, b!),
    },
    { inputs: [i32([3], [2, -3, 5]), i32([3], [3, 3, 2])], f: (tf, a, b) => tf.pow(a!, b!) },
  ],
  Prelu: [
    { inputs: [f32([2, 3]), f32([3])], f: (tf, x, alpha) => tf.prelu(x!, alpha!) },
    { inputs: [f32([2, 3, 2]), f32([2, 3, 2])], f: (tf, x, alpha) => tf.prelu(x!, alpha!) },
    { about: 'edges', inputs: [vector(HUGE), f32([1], [0.5])], f: (tf, x, alpha) => tf.prelu(x!, alpha!) },
    { inputs: [i32([2, 3]), f32([3])], f: (tf, x, alpha) => tf.prelu(x!, alpha!) },
  ],
  RealDiv: [
    ...binary((tf, a, b) => tf.div(a, b)),
    { inputs: [i32([2, 3]), f32([3])], f: (tf, a, b) => tf.div(a!, b!) },
    // tfjs has a kernel for rounding division, but hands whole numbers to this one where it is asked to.
    { about: 'of numbers', inputs: [f32([2, 3])], f: (tf, a) => tf.div(a!, 3) },
  ],
  Reciprocal: unary((tf, x) => tf.reciprocal(x), { special: [vector(EDGES), vector(HUGE.slice(0, 5))] }),
  Relu: unary((tf, x) => tf.relu(x), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  Relu6: unary((tf, x) => tf.relu6(x), { special: [vector(EDGES), vector(HUGE), i32([4], [-3, 2, 6, 9])] }),
  Round: unary((tf, x) => tf.round(x), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  Rsqrt: unary((tf, x) => tf.rsqrt(x), positive),
  Selu: unary((tf, x) => tf.selu(x), { absolute: 1.2e-7 }),
  // onnxruntime's is 0 below -18, which is 1.5e-8 off.
  Sigmoid: unary((tf, x) => tf.sigmoid(x), {
    absolute: 2e-8,
    special: [vector(EDGES), vector(HUGE), vector([-80, -20, 20, 80])],
  }),
  // tfjs has 0 for NaN, onnxruntime NaN, as TensorFlow has.
  Sign: unary((tf, x) => tf.sign(x), { special: [vector(EDGES), vector(HUGE.slice(1)), i32([4])] }),
  Sin: unary((tf, x) => tf.sin(x), { special: [vector(EDGES)] }),
  Softplus: unary((tf, x) => tf.softplus(x), {
    special: [vector(EDGES), vector(HUGE), vector([-80, -20, 20, 80])],
  }),
  Sqrt: unary((tf, x) => tf.sqrt(x), positive),
  Square: unary((tf, x) => tf.square(x), { special: [vector(EDGES), vector(HUGE), i32([4])] }),
  SquaredDifference: binary((tf, a, b) => tf.squaredDifference(a, b), COMPARED),
  // Of NaN it is not NaN, see Step.ts.
  Step: [0, 0.25].flatMap((alpha) =>
    unary((tf, x) => tf.step(x, alpha), {
      special: [vector(EDGES), vector(HUGE.slice(1)), ...(alpha ? [] : [i32([4])])],
    }),
  ),
  Sub: binary((tf, a, b) => tf.sub(a, b), COMPARED),
  Tan: unary((tf, x) => tf.tan(x), { special: [vector(EDGES)] }),
  Tanh: unary((tf, x) => tf.tanh(x)),
};
