import { type Node, sameShape, type Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/**
 * Add(Gemm(a, b), bias) -> Gemm(a, b, bias), where the product is used for nothing else. The bias is a row, or a matrix, as what
 * a recurrent layer adds to the product with its state.
 */
export const gemmBias: Pass = {
  name: 'gemm-bias',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Add') return undefined;
      const [a, b] = node.inputs as [Value, Value];
      return fused(node, a, b, rewriter) ?? fused(node, b, a, rewriter);
    }),
};

function fused(node: Node, product: Value, bias: Value, rewriter: Rewriter): Value | undefined {
  const gemm = rewriter.producer(product);
  const output = node.outputs[0]!;
  const plain = gemm?.op === 'Gemm' && gemm.inputs.length === 2 && rewriter.uses(product) === 1;
  const isRow = bias.shape.length === 1 && bias.shape[0] === output.shape[1];
  if (!plain || !(isRow || sameShape(bias.shape, output.shape))) return undefined;
  return rewriter.op('Gemm', [...gemm.inputs, bias], output, gemm.attributes);
}
