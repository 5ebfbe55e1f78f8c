import type { Node, Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';
import { reshape } from './permutations.js';

/** Add(Conv(x, w), Reshape(bias, [C, 1, 1])) -> Conv(x, w, bias), where the sum is the product's only use. */
export const convBias: Pass = {
  name: 'conv-bias',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Add') return undefined;
      const [a, b] = node.inputs as [Value, Value];
      return fused(node, a, b, rewriter) ?? fused(node, b, a, rewriter);
    }),
};

function fused(node: Node, product: Value, bias: Value, rewriter: Rewriter): Value | undefined {
  const conv = rewriter.producer(product);
  if (conv?.op !== 'Conv' || conv.inputs.length !== 2 || rewriter.uses(product) !== 1) return undefined;
  const channels = product.shape[1]!;
  // Aligned from the right, the channels stand at axis 1 and all other axes are 1.
  const full = [...Array(Math.max(0, product.shape.length - bias.shape.length)).fill(1), ...bias.shape];
  if (!full.every((size, axis) => size === (axis === 1 ? channels : 1))) return undefined;
  const inner = rewriter.producer(bias);
  const flat = inner?.op === 'Reshape' && inner.inputs[0]!.shape.length === 1 ? inner.inputs[0]! : undefined;
  const vector = flat ?? reshape(bias, [channels], rewriter);
  return rewriter.op('Conv', [...conv.inputs, vector], node.outputs[0]!, conv.attributes);
}
