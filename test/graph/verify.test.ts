import { describe, expect, it } from 'vitest';
import { type Graph, newValue } from '../../src/graph/graph.js';
import { verify } from '../../src/graph/verify.js';
import { Builder, build } from './build.js';

const sound = () => build((g) => g.op('Neg', [g.op('Add', [g.input('x', [2]), g.full(1)], [2])], [2]));

/** A sound graph with one thing wrong. */
const broken: Record<string, { graph: (graph: Graph) => Graph; reason: RegExp }> = {
  'an operand before it is made': {
    graph: (graph) => ({ ...graph, nodes: graph.nodes.toReversed() }),
    reason: /Neg in layer uses %\d+ before it is made/,
  },
  'an operand of nobody': {
    graph: (graph) => ({ ...graph, constants: [] }),
    reason: /Add in layer uses %\d+ before it is made/,
  },
  'a value made twice': {
    graph: (graph) => ({ ...graph, nodes: [...graph.nodes, graph.nodes[0]!] }),
    reason: /%\d+ is made twice, by Add/,
  },
  'an input that is a constant too': {
    graph: (graph) => ({
      ...graph,
      constants: [{ value: graph.inputs[0]!.value, data: Float32Array.of(1, 2) }],
    }),
    reason: /%\d+ is made twice, by a constant/,
  },
  'a constant of the wrong length': {
    graph: (graph) => ({
      ...graph,
      constants: [{ value: graph.constants[0]!.value, data: Float32Array.of(1, 2) }],
    }),
    reason: /constant %\d+ has 2 elements/,
  },
  'a constant of the wrong type': {
    graph: (graph) => ({
      ...graph,
      constants: [{ value: graph.constants[0]!.value, data: Int32Array.of(1) }],
    }),
    reason: /constant %\d+ of float32 is an Int32Array/,
  },
  'a fractional size': {
    graph: (graph) => ({
      ...graph,
      inputs: [{ name: 'x', value: newValue({ shape: [1.5], dtype: 'float32' }) }],
    }),
    reason: /%\d+ of input x has shape \[1.5\]/,
  },
  'a negative size': {
    graph: (graph) => ({
      ...graph,
      inputs: [{ name: 'x', value: newValue({ shape: [-1], dtype: 'float32' }) }],
    }),
    reason: /%\d+ of input x has shape \[-1\]/,
  },
  'a node without outputs': {
    graph: (graph) => ({ ...graph, nodes: [...graph.nodes, { ...graph.nodes[0]!, outputs: [] }] }),
    reason: /Add in layer makes nothing/,
  },
  'an output that is never made': {
    graph: (graph) => ({ ...graph, nodes: graph.nodes.slice(0, 1) }),
    reason: /output y is never made/,
  },
  'two outputs of one name': {
    graph: (graph) => ({ ...graph, outputs: [...graph.outputs, ...graph.outputs] }),
    reason: /names are not unique: x, y, y/,
  },
  'an input and an output of one name': {
    graph: (graph) => ({ ...graph, outputs: [{ ...graph.outputs[0]!, name: 'x' }] }),
    reason: /names are not unique: x, x/,
  },
};

describe('verify', () => {
  it('accepts a sound graph', () => expect(() => verify(sound(), 'test')).not.toThrow());

  it('accepts optional operands and several outputs', () => {
    const g = new Builder();
    const x = g.input('x', [4]);
    const halves = [newValue({ shape: [2], dtype: 'float32' }), newValue({ shape: [2], dtype: 'float32' })];
    g.nodes.push({
      op: 'Clip',
      inputs: [x, undefined, g.full(1)],
      attributes: {},
      outputs: [halves[0]!],
      scope: '',
    });
    g.nodes.push({
      op: 'Split',
      inputs: [x],
      attributes: {},
      outputs: [halves[1]!, newValue(halves[0]!)],
      scope: '',
    });
    expect(() => verify(g.graph({ y: halves[1]! }), 'test')).not.toThrow();
  });

  it.each(Object.entries(broken))('refuses %s', (_name, { graph, reason }) => {
    const before = sound();
    const scoped = { ...before, nodes: before.nodes.map((node) => ({ ...node, scope: 'layer' })) };
    expect(() => verify(graph(scoped), 'some pass')).toThrow(reason);
    expect(() => verify(graph(scoped), 'some pass')).toThrow(/^graph is not well formed after some pass: /);
  });
});
