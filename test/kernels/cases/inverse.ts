import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { bools, f32, i32 } from '../compiled.js';

/** Numbers of both signs, and what is no number, on ranks 0 to 2. */
const over = (
  numbers: readonly number[],
  op: (tf: Ops, x: Tensor) => Tensor,
  rest: Partial<Case> = {},
): Case[] =>
  [f32([], numbers.slice(0, 1)), f32([numbers.length], numbers), f32([2, 2], numbers.slice(0, 4))].map(
    (x) => ({ inputs: [x], f: (tf, a) => op(tf, a!), ...rest }),
  );

const INSIDE = [0.5, -0.9, 0, 0.25, -0.3, 1, -1, 0.99];
const ALL = [0.5, -2, 0, 3.5, -0.25, 1, -1, 7];
const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1.5, 3e38];
/** onnxruntime's and V8's functions round differently. */
const LOOSE = { relative: 5e-6, absolute: 5e-7 };

const truth = (op: (tf: Ops, x: Tensor, axis?: number | number[], keep?: boolean) => Tensor): Case[] => [
  { inputs: [bools([2, 3])], f: (tf, x) => op(tf, x!) },
  { inputs: [bools([2, 3, 2])], f: (tf, x) => op(tf, x!, [0, -1]) },
  { about: 'kept', inputs: [bools([2, 3], [1, 1, 1, 0, 0, 0])], f: (tf, x) => op(tf, x!, 1, true) },
];

/** Inverse and hyperbolic functions, and questions to numbers. */
export const inverse: Cases = {
  Acos: over(INSIDE, (tf, x) => tf.acos(x), LOOSE),
  Acosh: over([1, 1.5, 3, 20, 1e3, 1.01], (tf, x) => tf.acosh(x), LOOSE),
  All: truth((tf, x, axis, keep) => tf.all(x, axis, keep)),
  Any: truth((tf, x, axis, keep) => tf.any(x, axis, keep)),
  Asin: over(INSIDE, (tf, x) => tf.asin(x), LOOSE),
  Asinh: over(ALL, (tf, x) => tf.asinh(x), LOOSE),
  Atan: over(ALL, (tf, x) => tf.atan(x), LOOSE),
  Atan2: [
    {
      about: 'every quarter, axis and infinity',
      inputs: [
        f32([7, 1], [0, 1, -1, 2.5, -0.3, Infinity, -Infinity]),
        f32([6], [0, 1, -1, -4, Infinity, NaN]),
      ],
      f: (tf, a, b) => tf.atan2(a!, b!),
      ...LOOSE,
    },
    { inputs: [f32([]), f32([3])], f: (tf, a, b) => tf.atan2(a!, b!), ...LOOSE },
  ],
  Atanh: over([0.5, -0.9, 0, 0.25, -0.3, 0.99], (tf, x) => tf.atanh(x), LOOSE),
  Cosh: over(ALL, (tf, x) => tf.cosh(x), LOOSE),
  IsFinite: over(SPECIAL, (tf, x) => tf.isFinite(x)),
  IsInf: over(SPECIAL, (tf, x) => tf.isInf(x)),
  IsNan: over(SPECIAL, (tf, x) => tf.isNaN(x)),
  Sinh: over(ALL, (tf, x) => tf.sinh(x), LOOSE),
  Cumprod: [
    { inputs: [f32([2, 3])], f: (tf, x) => tf.cumprod(x!, 1) },
    { inputs: [i32([2, 3, 2], [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])], f: (tf, x) => tf.cumprod(x!, 1) },
    { about: 'exclusive', inputs: [f32([4, 2])], f: (tf, x) => tf.cumprod(x!, 0, true) },
    { about: 'backwards', inputs: [f32([4])], f: (tf, x) => tf.cumprod(x!, 0, true, true) },
  ],
  Cumsum: [
    { inputs: [f32([2, 3])], f: (tf, x) => tf.cumsum(x!, 1) },
    { inputs: [i32([2, 3, 2])], f: (tf, x) => tf.cumsum(x!, 1) },
    { about: 'exclusive', inputs: [f32([4, 2])], f: (tf, x) => tf.cumsum(x!, 0, true) },
    { about: 'backwards', inputs: [f32([4])], f: (tf, x) => tf.cumsum(x!, 0, true, true), absolute: 1e-6 },
  ],
};
