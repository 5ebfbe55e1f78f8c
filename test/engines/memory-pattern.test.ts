import { expect, it } from 'vitest';
import { usesMemoryPattern } from '../../src/engines/memory-pattern.js';
import { type Graph, newValue } from '../../src/graph/graph.js';

/** A chain of nodes that make tensors of these shapes. */
function chain(...shapes: number[][]): Graph {
  const values = shapes.map((shape) => newValue({ shape, dtype: 'float32' }));
  const nodes = values.map((value) => ({
    op: 'Relu',
    inputs: [],
    attributes: {},
    outputs: [value],
    scope: '',
  }));
  return { inputs: [], constants: [], nodes, outputs: [] };
}

it('is for steps of many small tensors, not of a few large ones', () => {
  const image = [128, 24, 24, 64];
  const small = Array.from({ length: 200 }, () => [64, 128]);
  expect(usesMemoryPattern(chain(image, image, [128, 10]))).toBe(false);
  expect(usesMemoryPattern(chain(...small))).toBe(true);
  expect(usesMemoryPattern(chain(...small, [64, 1024]))).toBe(true);
});
