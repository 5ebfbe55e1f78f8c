import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, TensorProto_DataType } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.js';
import { newValue } from '../../src/graph/graph.js';
import { onnxModel } from '../../src/onnx/model.js';
import { Builder, build } from '../graph/build.js';
import { differences, f32, runGraph } from '../kernels/compiled.js';
import { everything } from './graphs.js';

const read = (graph: Graph, declareValues = false) =>
  fromBinary(ModelProtoSchema, onnxModel(graph, { name: 'mine', producerVersion: '1.2', declareValues }));

describe('the model of a graph', () => {
  it('loads and computes in onnxruntime', async () => {
    const x = f32([2, 3]);
    const [y] = await runGraph(everything(), [x]);
    const expected = {
      ...f32([2]),
      data: Float32Array.from([0, 1], (row) =>
        reference(x.data.subarray(3 * row, 3 * row + 3) as Float32Array),
      ),
    };
    expect(differences([y!], [expected], 1e-6)).toEqual([]);
  });

  it('says what it is', () => {
    const model = read(everything());
    expect(model.irVersion).toBe(10n);
    expect([model.producerName, model.producerVersion, model.graph!.name]).toEqual(['dlx', '1.2', 'mine']);
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([
      ['', 21n],
      ['com.microsoft', 1n],
    ]);
  });

  it('names inputs and outputs as the graph does and connects every node by name', () => {
    const { graph } = read(everything());
    expect(graph!.input.map(({ name }) => name)).toEqual(['x']);
    expect(graph!.output.map(({ name }) => name)).toEqual(['y']);
    const made = new Set([...graph!.input, ...graph!.initializer].map(({ name }) => name));
    for (const node of graph!.node) {
      for (const input of node.input) if (input !== '') expect(made).toContain(input);
      for (const output of node.output) made.add(output);
    }
    expect(made).toContain('y');
    expect(new Set(graph!.node.map(({ name }) => name)).size).toBe(graph!.node.length);
  });

  it('holds every operator with its operands and attributes', () => {
    const graph = everything();
    const written = read(graph).graph!.node;
    expect(written.map(({ domain, opType }) => (domain ? `${domain}.${opType}` : opType))).toEqual(
      graph.nodes.map(({ op }) => op),
    );
    for (const [i, node] of graph.nodes.entries()) {
      expect(written[i]!.input.length).toBe(node.inputs.length);
      const attributes = written[i]!.attribute.map(({ name }) => name);
      const given = Object.keys(node.attributes).filter((name) => node.attributes[name] !== undefined);
      expect(attributes).toEqual(given);
    }
    const gelu = written.find(({ domain }) => domain === 'com.microsoft')!;
    expect(gelu.name).toBe('last/6');
  });

  it.each([
    ['float32', Float32Array.of(1, -0, Number.NaN), TensorProto_DataType.FLOAT],
    ['int32', Int32Array.of(1, -2, 3), TensorProto_DataType.INT32],
    ['int64', BigInt64Array.of(1n, -2n, 3n), TensorProto_DataType.INT64],
    ['uint8', Uint8Array.of(1, 2, 255), TensorProto_DataType.UINT8],
    ['bool', Uint8Array.of(1, 0, 1), TensorProto_DataType.BOOL],
  ] as const)('holds a constant of %s, byte by byte', (dtype, data, type) => {
    // A view into the middle of a larger buffer: only its own bytes are written.
    const larger = new Uint8Array(data.byteLength + 16);
    larger.set(new Uint8Array(data.buffer), 8);
    const view = new (data.constructor as typeof Float32Array)(larger.buffer, 8, data.length);
    const graph = build((g) => g.op('Identity', [g.constant(view, [3], dtype)], [3]));
    const [constant] = read(graph).graph!.initializer;
    expect(constant!.dataType).toBe(type);
    expect(constant!.dims).toEqual([3n]);
    expect([...constant!.rawData]).toEqual([...new Uint8Array(data.buffer)]);
  });

  it('declares the values in between where asked to', () => {
    expect(read(everything()).graph!.valueInfo).toEqual([]);
    const declared = read(everything(), true).graph!.valueInfo;
    expect(declared).toHaveLength(everything().nodes.flatMap(({ outputs }) => outputs).length);
  });

  it('is the same bytes for the same graph', () => {
    const bytes = () => onnxModel(everything(), { name: 'mine', producerVersion: '1' });
    expect(Buffer.compare(bytes(), bytes())).toBe(0);
  });
});

describe('a graph that cannot be written', () => {
  it('has an output that is an input too', () => {
    const g = new Builder();
    const x = g.input('x', [2]);
    expect(() => read(g.graph({ y: x }))).toThrow('output y needs a node of its own: it is also x');
  });

  it('has two names for one output', () => {
    const g = new Builder();
    const y = g.op('Neg', [g.input('x', [2])], [2]);
    expect(() => read(g.graph({ y, z: y }))).toThrow('output z needs a node of its own: it is also y');
  });

  it('has an attribute that ONNX has no type for', () => {
    const x = newValue({ shape: [2], dtype: 'float32' });
    const y = newValue(x);
    const node = { op: 'Neg', inputs: [x], outputs: [y], attributes: { odd: true }, scope: '' };
    const graph = {
      inputs: [{ name: 'x', value: x }],
      constants: [],
      nodes: [node],
      outputs: [{ name: 'y', value: y }],
    };
    expect(() => read(graph)).toThrow('attribute odd cannot be written: true');
  });
});

/** What `everything` computes of one row, in JavaScript. */
function reference(row: Float32Array): number {
  const positive = row.map((x) => Math.max(0.1 * x, x));
  const largest = Math.max(...positive);
  const sum = positive.reduce((total, x) => total + Math.exp(x - largest), 0);
  const first = Math.min(Math.exp(positive[0]! - largest) / sum, 0.9);
  return first * 0.5 * (1 + erf(first / Math.SQRT2));
}

/** Abramowitz and Stegun's series, to full precision for small x. */
function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
