import type { Graph } from '../../src/graph/graph.js';
import { newValue } from '../../src/graph/graph.js';
import { Builder } from '../graph/build.js';

/**
 * A graph with everything that the writer writes: attributes of every kind, an operand left out, constants of
 * several types, several outputs of one node, and an operator of onnxruntime's own.
 */
export function everything(): Graph {
  const g = new Builder();
  const x = g.input('x', [2, 3]);
  g.scope = 'first';
  const leaky = g.op('LeakyRelu', [x], [2, 3], { alpha: 0.1 });
  const soft = g.op('Softmax', [leaky], [2, 3], { axis: -1, unused: undefined });
  const turned = g.op('Transpose', [soft], [3, 2], { perm: [1, 0] });
  const parts = [1, 2].map((rows) => newValue({ shape: [rows, 2], dtype: 'float32' }));
  g.nodes.push({
    op: 'Split',
    inputs: [turned, g.int64(1, 2)],
    attributes: { axis: 0 },
    outputs: parts,
    scope: 'first',
  });
  g.scope = 'last';
  const flat = g.op('Reshape', [parts[0]!, g.int64(2)], [2], { allowzero: 1 });
  const clipped = newValue({ shape: [2], dtype: 'float32' });
  g.nodes.push({
    op: 'Clip',
    inputs: [flat, undefined, g.full(0.9)],
    attributes: {},
    outputs: [clipped],
    scope: 'last',
  });
  const y = g.op('com.microsoft.Gelu', [clipped], [2]);
  return g.graph({ y });
}
