import { build } from '../../graph/build.js';
import type { PassCase } from '../case.js';

const pair = (op: string, number: number, shape: readonly number[] = []) =>
  build((g) => g.op(op, [g.op('Exp', [g.input('x', [2, 3])], [2, 3]), g.full(number, shape)], [2, 3]));
const flipped = (op: string, number: number) =>
  build((g) => g.op(op, [g.full(number), g.op('Exp', [g.input('x', [2, 3])], [2, 3])], [2, 3]));

/** (x * a) * b, and the inner product once more if asked for. */
const twice = (a: number, b: number, again = false) =>
  build((g) => {
    const x = g.input('x', [2, 3]);
    const inner = g.op('Mul', [x, g.full(a)], [2, 3]);
    const outer = g.op('Mul', [g.full(b), inner], [2, 3]);
    return again ? g.op('Add', [outer, inner], [2, 3]) : outer;
  });

export const algebra: readonly PassCase[] = [
  { about: 'x * 1', graph: () => pair('Mul', 1), after: 'Exp' },
  { about: '1 * x', graph: () => flipped('Mul', 1), after: 'Exp' },
  { about: 'x + 0', graph: () => pair('Add', 0), after: 'Exp' },
  { about: '0 + x', graph: () => flipped('Add', 0), after: 'Exp' },
  { about: 'x - 0', graph: () => pair('Sub', 0), after: 'Exp' },
  { about: 'x / 1', graph: () => pair('Div', 1), after: 'Exp' },
  { about: '0 - x is not x', graph: () => flipped('Sub', 0) },
  { about: '1 / x is not x', graph: () => flipped('Div', 1) },
  {
    about: 'x * 1 that broadcasts',
    graph: () => build((g) => g.op('Mul', [g.input('x', [3]), g.full(1, [2, 3])], [2, 3])),
  },
  {
    about: 'whole numbers',
    graph: () => build((g) => g.op('Mul', [g.input('x', [3], 'int32'), g.full(1, [], 'int32')], [3])),
  },
  { about: 'x / 3', graph: () => pair('Div', 3), after: 'Exp Mul', relative: 2e-7 },
  {
    about: 'x / [1, 2, 3]',
    graph: () =>
      build((g) =>
        g.op('Div', [g.input('x', [2, 3]), g.constant(Float32Array.of(1, 2, 3), [3], 'float32')], [2, 3]),
      ),
    after: 'Mul',
    relative: 2e-7,
  },
  { about: 'x / 0', graph: () => pair('Div', 0) },
  { about: 'x / 1e-39, whose reciprocal is infinite', graph: () => pair('Div', 1e-39) },
  { about: 'x / 3e38, whose reciprocal would be flushed to 0', graph: () => pair('Div', 3e38) },
  { about: 'x / infinity', graph: () => pair('Div', Number.POSITIVE_INFINITY), after: 'Exp Mul' },
  { about: 'x / NaN', graph: () => pair('Div', Number.NaN) },
  {
    about: 'a division of inputs',
    graph: () => build((g) => g.op('Div', [g.input('x', [3]), g.input('z', [3])], [3])),
  },
  { about: '(x * 2) * 4', graph: () => twice(2, 4), after: 'Mul' },
  { about: '(x * 2) * 4 with x * 2 in use', graph: () => twice(2, 4, true) },
  { about: '(x * 1e30) * 1e30 overflows for small x only later', graph: () => twice(1e30, 1e30) },
  {
    about: '(x * 2) * 4 that broadcasts',
    graph: () =>
      build((g) =>
        g.op('Mul', [g.op('Mul', [g.input('x', [3]), g.full(2)], [3]), g.full(4, [2, 3])], [2, 3]),
      ),
  },
  {
    about: '-(x * 2)',
    graph: () => build((g) => g.op('Neg', [g.op('Mul', [g.input('x', [3]), g.full(2)], [3])], [3])),
    after: 'Mul',
  },
  { about: '-x', graph: () => build((g) => g.op('Neg', [g.input('x', [3])], [3])) },
  {
    about: '-(x * 2) with x * 2 in use',
    graph: () =>
      build((g) => {
        const product = g.op('Mul', [g.input('x', [3]), g.full(2)], [3]);
        return g.op('Add', [g.op('Neg', [product], [3]), product], [3]);
      }),
  },
  { about: 'x * [5, 5, ...]', graph: () => pair('Mul', 5, [2, 3]), after: 'Exp Mul' },
  { about: 'x - [5, 5, ...]', graph: () => pair('Sub', 5, [3]), after: 'Exp Sub' },
  {
    about: '[5, 5, ...] that gives the result its shape',
    graph: () => build((g) => g.op('Add', [g.input('x', [3]), g.full(5, [2, 3])], [2, 3])),
  },
];
