import { describe, expect, it } from 'vitest';
import { allocate, type DType, sizeOf } from '../../src/arrays.js';
import type { Graph } from '../../src/graph/graph.js';
import { printGraph } from '../../src/graph/print.js';
import { verify } from '../../src/graph/verify.js';
import { deadCode } from '../../src/passes/dead-code.js';
import { optimize, passes } from '../../src/passes/index.js';
import { bools, differences, f32, i32, type Plain, runGraph } from '../kernels/compiled.js';
import { target } from '../kernels/target.js';
import type { PassCases } from './case.js';
import { algebra } from './cases/algebra.js';
import * as cleanup from './cases/cleanup.js';
import { imageBlocks } from './cases/image-blocks.js';
import * as layouts from './cases/layout.js';
import * as operators from './cases/operators.js';

const cases: PassCases = {
  algebra,
  'argmax-softmax': operators.argmaxSoftmax,
  casts: cleanup.casts,
  common: cleanup.common,
  'column-sums': operators.columnSums,
  'conv-bias': layouts.convBias,
  'dead-code': cleanup.deadCode,
  'equal-int64': operators.equalInt64,
  fold: cleanup.fold,
  'gemm-bias': operators.gemmBias,
  'gemm-scale': operators.gemmScale,
  'image-blocks': imageBlocks,
  layout: layouts.layout,
  'log-softmax': operators.logSoftmax,
  'matmul-scale': operators.matmulScale,
  'pool-indices': layouts.poolIndices,
  'relu-mask': operators.reluMask,
  reshapes: cleanup.reshapes,
  transposes: layouts.transposes,
  'unpool-mask': layouts.unpoolMask,
};

const MAKE: Readonly<Record<DType, (shape: readonly number[]) => Plain>> = {
  bool: bools,
  float32: f32,
  int32: i32,
  uint8: (shape) => {
    const data = allocate('uint8', sizeOf(shape)).map((_, i) => (i * 97) % 256);
    return { dtype: 'uint8', shape, data };
  },
};

const inputsOf = ({ inputs }: Graph) => inputs.map(({ value }) => MAKE[value.dtype as DType](value.shape));
const opsOf = (graph: Graph) => graph.nodes.map(({ op }) => op).join(' ');

const rows = Object.entries(cases).flatMap(([name, list]) => list.map((one) => ({ name, ...one })));

describe('passes', () => {
  it('has a case in which every pass fires, and one in which it does not', () => {
    const names = [...new Set(passes.map(({ name }) => name))].sort();
    expect(Object.keys(cases).sort()).toEqual(names);
    for (const name of names) {
      expect(
        cases[name]!.some(({ after }) => after !== undefined),
        name,
      ).toBe(true);
      expect(
        cases[name]!.some(({ after }) => after === undefined),
        name,
      ).toBe(true);
    }
  });

  it.each(rows)('$name: $about', async ({ name, graph, after, relative = 0, absolute }) => {
    const pass = passes.find((one) => one.name === name)!;
    const before = graph();
    verify(before, 'writing it by hand');
    const result = pass.run(before, target);
    if (after === undefined) return expect(result).toBe(before);
    expect(result).not.toBe(before);
    verify(result, name);
    expect(opsOf(deadCode.run(result, target))).toBe(after);
    const inputs = inputsOf(before);
    expect(
      differences(await runGraph(result, inputs), await runGraph(before, inputs), relative, absolute),
    ).toEqual([]);
  });

  it.each(rows)(
    'after all passes nothing is left to do, and the numbers stay: $name: $about',
    async ({ graph, absolute }) => {
      const before = graph();
      const once = optimize(before, target, true);
      expect(printGraph(optimize(once, target, true))).toBe(printGraph(once));
      const inputs = inputsOf(before);
      expect(
        differences(await runGraph(once, inputs), await runGraph(before, inputs), 1e-6, absolute),
      ).toEqual([]);
    },
  );
});
