import { describe, expect, test } from 'vitest';
import { pack } from '../../src/engines/pack.js';
import { printGraph } from '../../src/graph/print.js';
import { verify } from '../../src/graph/verify.js';
import { Builder } from '../graph/build.js';
import { differences, type Plain, runGraph } from '../kernels/compiled.js';

/** y = x·a + b + c and its parts, with a, b and c one behind the other in memory, and d behind a gap. */
function example() {
  const g = new Builder();
  const x = g.input('x', [2, 3]);
  const [a, b, c, d] = [g.input('a', [3, 4]), g.input('b', [4]), g.input('c', [2, 4]), g.input('d', [4])];
  const product = g.op('Gemm', [x, a], [2, 4]);
  const sum = g.op('Add', [g.op('Add', [product, b], [2, 4]), c], [2, 4]);
  const graph = g.graph({
    y: g.op('Add', [sum, d], [2, 4]),
    p: g.op('Relu', [product], [2, 4]),
    s: g.op('Neg', [b], [4]),
  });
  const memory = new Float32Array(64).map((_, i) => Math.sin(i));
  const from = {
    x: new Float32Array(6).map((_, i) => Math.cos(i)),
    a: memory.subarray(0, 12),
    b: memory.subarray(12, 16),
    c: memory.subarray(16, 24),
    d: memory.subarray(32, 36),
  };
  const written = new Float32Array(32);
  const to = { p: written.subarray(8, 16), s: written.subarray(16, 20), y: written.subarray(24, 32) };
  return { graph, from, to };
}

const plain = (
  names: readonly { name: string; value: { shape: readonly number[] } }[],
  from: object,
): Plain[] =>
  names.map(({ name, value }) => ({
    dtype: 'float32',
    shape: value.shape,
    data: (from as Record<string, Float32Array>)[name]!,
  }));

describe('pack', () => {
  test('neighbours in memory cross as one tensor, others as they are', () => {
    const { graph, from, to } = example();
    const packed = pack(graph, from, to);
    verify(packed.graph, 'packing');
    expect(packed.graph.inputs.map(({ name }) => name)).toEqual(['x', 'pack:a', 'd']);
    expect(packed.graph.outputs.map(({ name }) => name)).toEqual(['y', 'pack:p']);
    expect(packed.from['pack:a']).toHaveLength(24);
    expect(packed.from['pack:a']!.buffer).toBe(from.a.buffer);
    expect(packed.to['pack:p']!.byteOffset).toBe(to.p.byteOffset);
    expect(printGraph(packed.graph)).toMatch(/Split.*\n.*Reshape/);
  });

  test('the numbers are the same', async () => {
    const { graph, from, to } = example();
    const packed = pack(graph, from, to);
    const [y, p, s] = await runGraph(graph, plain(graph.inputs, from));
    const [packedY, both] = await runGraph(packed.graph, plain(packed.graph.inputs, packed.from));
    expect(differences([packedY!], [y!], 0)).toEqual([]);
    expect(Array.from(both!.data)).toEqual([...p!.data, ...s!.data]);
  });

  test('nothing to pack leaves the graph as it is', () => {
    const { graph, from } = example();
    const apart = Object.fromEntries(Object.entries(from).map(([name, data]) => [name, data.slice()]));
    const { graph: same, ...buffers } = pack(graph, apart, {});
    expect(printGraph(same)).toBe(printGraph(graph));
    expect(buffers).toEqual({ from: apart, to: {} });
  });

  test('large tensors stay alone', () => {
    const g = new Builder();
    const [a, b] = [g.input('a', [5000]), g.input('b', [5000])];
    const graph = g.graph({ y: g.op('Add', [a, b], [5000]) });
    const memory = new Float32Array(10_000);
    const packed = pack(graph, { a: memory.subarray(0, 5000), b: memory.subarray(5000) }, {});
    expect(packed.graph.inputs.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
