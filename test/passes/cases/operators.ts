import type { Value } from '../../../src/graph/graph.js';
import { Builder, build } from '../../graph/build.js';
import type { PassCase } from '../case.js';

const gemm = (bias: (g: Builder) => Value, again = false) =>
  build((g) => {
    const product = g.op('Gemm', [g.input('x', [2, 4]), g.input('w', [3, 4])], [2, 3], {
      transA: 0,
      transB: 1,
    });
    const sum = g.op('Add', [product, bias(g)], [2, 3]);
    return again ? g.op('Mul', [sum, product], [2, 3]) : sum;
  });

export const gemmBias: readonly PassCase[] = [
  { about: 'a bias', graph: () => gemm((g) => g.input('b', [3])), after: 'Gemm', relative: 1e-6 },
  {
    about: 'a bias on the left',
    graph: () =>
      build((g) => {
        const product = g.op('Gemm', [g.input('x', [2, 4]), g.input('w', [4, 3])], [2, 3], {
          transA: 0,
          transB: 0,
        });
        return g.op('Add', [g.input('b', [3]), product], [2, 3]);
      }),
    after: 'Gemm',
    relative: 1e-6,
  },
  { about: 'the product in use elsewhere', graph: () => gemm((g) => g.input('b', [3]), true) },
  { about: 'a matrix', graph: () => gemm((g) => g.input('b', [2, 3])), after: 'Gemm', relative: 1e-6 },
  { about: 'one for all rows, but of rank 2', graph: () => gemm((g) => g.input('b', [1, 3])) },
  { about: 'a number', graph: () => gemm((g) => g.input('b', [])) },
  { about: 'one for all columns', graph: () => gemm((g) => g.input('b', [1])) },
  {
    about: 'a second bias',
    graph: () =>
      build((g) => {
        const product = g.op('Gemm', [g.input('x', [2, 4]), g.input('w', [4, 3]), g.input('b', [3])], [2, 3]);
        return g.op('Add', [product, g.input('c', [3])], [2, 3]);
      }),
  },
];

const normalized = (axis: number, keepdims: number, minus?: (g: Builder, z: Value) => Value) =>
  build((g) => {
    const x = g.input('x', [3, 3]);
    const small = keepdims ? (axis === 1 ? [3, 1] : [1, 3]) : [3];
    const z = g.op('Sub', [x, g.op('ReduceMax', [x, g.int64(axis)], small, { keepdims })], [3, 3]);
    const sum = g.op('ReduceSum', [g.op('Exp', [z], [3, 3]), g.int64(axis)], small, { keepdims });
    return g.op('Sub', [minus ? minus(g, z) : z, g.op('Log', [sum], small)], [3, 3]);
  });

export const logSoftmax: readonly PassCase[] = [
  { about: 'along the last axis', graph: () => normalized(1, 1), after: 'LogSoftmax', relative: 1e-6 },
  { about: 'along another axis', graph: () => normalized(0, 1) },
  { about: 'axes not kept', graph: () => normalized(1, 0) },
  {
    about: 'minus the logarithm, but from another value',
    graph: () => normalized(1, 1, (g, z) => g.op('Neg', [z], [3, 3])),
  },
];

const arg = (axis: number, softmaxAxis: number, from: 'Softmax' | 'Exp' = 'Softmax') =>
  build((g) => {
    const y = g.op(from, [g.input('x', [3, 4])], [3, 4], from === 'Softmax' ? { axis: softmaxAxis } : {});
    return g.op('ArgMax', [y], [axis === 0 ? 4 : 3], { axis, keepdims: 0 }, 'int64');
  });

export const argmaxSoftmax: readonly PassCase[] = [
  { about: 'the last axis', graph: () => arg(1, -1), after: 'ArgMax' },
  { about: 'the last axis, counted from the end', graph: () => arg(-1, -1), after: 'ArgMax' },
  { about: 'another axis', graph: () => arg(0, -1) },
  { about: 'a softmax along another axis', graph: () => arg(1, 0) },
  { about: 'another function', graph: () => arg(1, -1, 'Exp') },
];

const equal = (narrow: 'int32' | 'bool', isWide: boolean, swap = false) =>
  build((g) => {
    const labels = g.input('x', [3], narrow);
    const scores = g.input('z', [3, 4]);
    const found = g.cast(g.op('ArgMax', [scores], [3], { axis: 1, keepdims: 0 }, 'int64'), narrow);
    const wide = isWide ? g.cast(g.cast(labels, 'int64'), 'float32') : g.cast(labels, 'float32');
    const same = g.op('Equal', swap ? [labels, found] : [found, labels], [3], {}, 'bool');
    return g.op('Add', [g.cast(same, 'float32'), wide], [3]);
  });

export const equalInt64: readonly PassCase[] = [
  { about: 'class numbers', graph: () => equal('int32', true), after: 'ArgMax Cast Cast Equal Cast Add' },
  {
    about: 'class numbers on the left',
    graph: () => equal('int32', true, true),
    after: 'ArgMax Cast Cast Equal Cast Add',
  },
  { about: 'class numbers that nobody else wants as int64', graph: () => equal('int32', false) },
  { about: 'truth values, which are not numbers', graph: () => equal('bool', true) },
];

const masked = (mask: readonly number[], gradient: readonly number[], swap = false) =>
  build((g) => {
    const positive = g.op('Greater', [g.input('x', mask), g.input('t', [])], mask, {}, 'bool');
    const operands = [g.input('z', gradient), g.cast(positive, 'float32')];
    return g.op('Mul', swap ? operands.toReversed() : operands, [2, 3]);
  });

const relu = (threshold: number, order: 'relu first' | 'mask first') =>
  build((g) => {
    const x = g.input('x', [2, 3]);
    const first = order === 'relu first' ? g.op('Relu', [x], [2, 3]) : undefined;
    const mask = g.op('Greater', [x, g.full(threshold)], [2, 3], {}, 'bool');
    const y = first ?? g.op('Relu', [x], [2, 3]);
    return g.op('Where', [mask, y, g.full(9)], [2, 3], {}, 'float32');
  });

export const reluMask: readonly PassCase[] = [
  { about: 'a mask of what is there', graph: () => relu(0, 'relu first'), after: 'Relu Greater Where' },
  { about: 'a mask before the activation', graph: () => relu(0, 'mask first') },
  { about: 'another threshold', graph: () => relu(1, 'relu first') },
  { about: 'a product with a mask', graph: () => masked([2, 3], [2, 3]), after: 'Greater Where' },
  { about: 'a mask times a gradient', graph: () => masked([2, 3], [2, 3], true), after: 'Greater Where' },
  {
    about: 'not a large one',
    graph: () =>
      build((g) => {
        const mask = g.op('Greater', [g.input('x', [256, 256]), g.input('t', [])], [256, 256], {}, 'bool');
        return g.op('Mul', [g.input('z', [256, 256]), g.cast(mask, 'float32')], [256, 256]);
      }),
  },
  { about: 'a mask that is broadcast', graph: () => masked([3], [2, 3]) },
  { about: 'a gradient that is broadcast', graph: () => masked([2, 3], [2, 1]) },
  {
    about: 'whole numbers',
    graph: () =>
      build((g) => {
        const mask = g.cast(g.input('x', [3], 'bool'), 'int32');
        return g.op('Mul', [g.input('z', [3], 'int32'), mask], [3]);
      }),
  },
];

interface ScaleUse {
  readonly scale?: number;
  readonly shape?: readonly number[];
  readonly reshaped?: boolean;
  readonly use?: 'twice' | 'sum' | 'right' | 'output';
}

/** Gemm(x * scale, w), the product in other uses where asked for. */
const scaledGemm = ({ scale = 0.25, shape = [2, 4], reshaped = false, use }: ScaleUse) => {
  const g = new Builder();
  const x = g.op('Exp', [g.input('x', shape)], shape);
  const product = g.op('Mul', [x, g.full(scale)], shape);
  const a = reshaped ? g.op('Reshape', [product, g.int64(2, 4)], [2, 4]) : product;
  const y = g.op('Gemm', [a, g.input('w', [4, 3]), g.input('b', [3])], [2, 3], { transA: 0, transB: 0 });
  if (use === 'output') return g.graph({ y, a });
  if (use === 'right')
    return g.graph({ y, z: g.op('Gemm', [g.input('v', [3, 2]), a], [3, 4], { transA: 0, transB: 0 }) });
  if (use === 'sum') return g.graph({ y, z: g.op('ReduceSum', [a, g.int64(0)], [4], { keepdims: 0 }) });
  if (use === 'twice') {
    return g.graph({ y, z: g.op('Gemm', [a, g.input('v', [2, 5])], [4, 5], { transA: 1, transB: 0 }) });
  }
  return g.graph({ y });
};

export const gemmScale: readonly PassCase[] = [
  { about: 'a scaled batch', graph: () => scaledGemm({}), after: 'Exp Gemm', relative: 1e-6 },
  {
    about: 'scaled images, reshaped',
    graph: () => scaledGemm({ shape: [2, 2, 2], reshaped: true }),
    after: 'Exp Reshape Gemm',
    relative: 1e-6,
  },
  {
    about: 'a scaled batch in the product and in its gradient',
    graph: () => scaledGemm({ use: 'twice' }),
    after: 'Exp Gemm Gemm',
    relative: 1e-6,
  },
  { about: 'a scaled batch in use elsewhere', graph: () => scaledGemm({ use: 'sum' }) },
  { about: 'a scaled batch that is a right operand too', graph: () => scaledGemm({ use: 'right' }) },
  { about: 'a scaled batch that is an output', graph: () => scaledGemm({ use: 'output' }) },
  { about: 'zero, which would hide NaN', graph: () => scaledGemm({ scale: 0 }) },
  { about: 'infinity', graph: () => scaledGemm({ scale: Number.POSITIVE_INFINITY }) },
  {
    about: 'a scale for every column',
    graph: () =>
      build((g) => {
        const scales = g.constant(Float32Array.of(1, 2, 3, 4), [4], 'float32');
        const a = g.op('Mul', [g.input('x', [2, 4]), scales], [2, 4]);
        return g.op('Gemm', [a, g.input('w', [4, 3])], [2, 3], { transA: 0, transB: 0 });
      }),
  },
];

const FUSED = 'com.microsoft.FusedMatMul';

/** Products of batches of matrices, times a number. */
const scaledMatmul = ({ op = 'MatMul', scale = 0.5, twice = false, left = false }) =>
  build((g) => {
    const [a, b] = [g.input('a', [2, 3, 4]), g.input('b', op === FUSED ? [2, 5, 4] : [2, 4, 5])];
    const product = g.op(op, [a, b], [2, 3, 5], op === FUSED ? { transB: 1, alpha: 3 } : {});
    const number = g.constant(Float32Array.of(scale), [], 'float32');
    const y = g.op('Mul', left ? [number, product] : [product, number], [2, 3, 5]);
    return twice ? g.op('Add', [y, product], [2, 3, 5]) : y;
  });

export const matmulScale: readonly PassCase[] = [
  { about: 'a product', graph: () => scaledMatmul({}), after: FUSED, relative: 1e-6 },
  { about: 'a number on the left', graph: () => scaledMatmul({ left: true }), after: FUSED, relative: 1e-6 },
  { about: 'scaled already', graph: () => scaledMatmul({ op: FUSED }), after: FUSED, relative: 1e-6 },
  { about: 'a product in use elsewhere', graph: () => scaledMatmul({ twice: true }) },
  { about: 'zero, which would hide NaN', graph: () => scaledMatmul({ scale: 0 }) },
  { about: 'infinity', graph: () => scaledMatmul({ scale: Number.POSITIVE_INFINITY }) },
];

const summed = (shape: number[], axes: number[], sums: number[], keepdims = 0) =>
  build((g) => {
    const over = g.constant(BigInt64Array.from(axes, BigInt), [axes.length], 'int64');
    return g.op('ReduceSum', [g.input('x', shape), over], sums, { keepdims });
  });

export const columnSums: readonly PassCase[] = [
  { about: 'a matrix', graph: () => summed([64, 256], [0], [256]), after: 'MatMul', absolute: 1e-5 },
  {
    about: 'several axes, in any order',
    graph: () => summed([8, 16, 128], [1, -3], [128]),
    after: 'Reshape MatMul',
    absolute: 1e-5,
  },
  {
    about: 'axes that are kept',
    graph: () => summed([8, 16, 4, 32], [0, 1], [1, 1, 4, 32], 1),
    after: 'Reshape MatMul Reshape',
    absolute: 1e-5,
  },
  { about: 'a small matrix', graph: () => summed([16, 128], [0], [128]) },
  { about: 'rows', graph: () => summed([64, 256], [1], [64]) },
  { about: 'all of it', graph: () => summed([64, 256], [0, 1], []) },
  { about: 'a row alone', graph: () => summed([1, 16384], [0], [16384]) },
  { about: 'a column alone', graph: () => summed([16384, 1], [0], [1]) },
];
