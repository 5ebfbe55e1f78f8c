import { expect, it } from 'vitest';
import { optimizationLevel } from '../../src/engines/optimization-level.js';
import { type Graph, newValue } from '../../src/graph/graph.js';

function graphOf(...ops: string[]): Graph {
  const nodes = ops.map((op) => ({
    op,
    inputs: [],
    attributes: {},
    outputs: [newValue({ shape: [2], dtype: 'float32' })],
    scope: '',
  }));
  return { inputs: [], constants: [], nodes, outputs: [] };
}

const many = (op: string) => Array.from({ length: 2000 }, () => op);

it('has onnxruntime rewrite all but long graphs without convolutions', () => {
  expect(optimizationLevel(graphOf('Gemm', 'Relu', 'Gemm'))).toBe('all');
  expect(optimizationLevel(graphOf(...many('Relu')))).toBe('disabled');
  expect(optimizationLevel(graphOf(...many('Relu'), 'Conv'))).toBe('all');
  expect(optimizationLevel(graphOf(...many('Relu'), 'ConvTranspose'))).toBe('all');
});
