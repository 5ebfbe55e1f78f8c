import { expect, it } from 'vitest';
import { newValue } from '../../src/graph/graph.js';
import { isUniform, printGraph } from '../../src/graph/print.js';
import { Builder } from './build.js';

function example() {
  const g = new Builder();
  const x = g.input('x', [2, 3]);
  const mask = g.input('r:drop/mask', [2, 3], 'bool');
  const few = g.constant(Float32Array.of(0.5, -0, Number.NaN), [3], 'float32');
  const many = g.full(2, [3, 4]);
  const long = g.constant(
    Float32Array.from({ length: 12 }, (_, i) => i / 2),
    [3, 4],
    'float32',
  );
  g.scope = 'dense';
  const product = g.op('Gemm', [x, g.op('Add', [many, long], [3, 4])], [2, 4], {
    transB: 0,
    alpha: undefined,
  });
  g.scope = '';
  const sum = g.op('ReduceSum', [product, g.int64(0, 1)], [], { keepdims: 0, note: 'all', axes: [0, 1] });
  const clipped = newValue({ shape: [], dtype: 'float32' });
  g.nodes.push({
    op: 'Clip',
    inputs: [sum, undefined, few],
    attributes: {},
    outputs: [clipped],
    scope: 'loss',
  });
  return g.graph({ loss: clipped, mask });
}

it('prints one line a value, numbered in order of appearance', () => {
  expect(printGraph(example())).toMatchInlineSnapshot(`
    "%0 = input "x" : float32[2,3]
    %1 = input "r:drop/mask" : bool[2,3]
    %2 = constant [0.5, 0, NaN] : float32[3]
    %3 = constant all 2 : float32[3,4]
    %4 = constant [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, ...] : float32[3,4]
    %5 = constant [0, 1] : int64[2]
    %6 = Add(%3, %4) : float32[3,4]  # dense
    %7 = Gemm(%0, %6) {transB: 0} : float32[2,4]  # dense
    %8 = ReduceSum(%7, %5) {keepdims: 0, note: all, axes: [0,1]} : float32[]
    %9 = Clip(%8, _, %2) : float32[]  # loss
    return "loss" = %9
    return "mask" = %1
    "
  `);
});

it('prints a graph alike however many were made before', () => {
  expect(printGraph(example())).toBe(printGraph(example()));
});

it('takes the two zeros apart, and NaN for itself', () => {
  expect(isUniform(Float32Array.of(0, -0))).toBe(false);
  expect(isUniform(Float32Array.of(Number.NaN, Number.NaN))).toBe(true);
  expect(isUniform(new Float32Array(0))).toBe(true);
});
