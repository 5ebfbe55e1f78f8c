import type { Graph, Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import { uniform } from './numbers.js';
import type { Pass } from './pass.js';

/**
 * Gemm(a * c, b) -> Gemm(a, b) {alpha: c}, and the same behind a Reshape: the scaling of a batch of images
 * costs nothing in the products with its weights.
 */
export const gemmScale: Pass = {
  name: 'gemm-scale',
  run(graph) {
    const gemmsOnly = usedByGemmsOnly(graph);
    return rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Gemm') return undefined;
      const [a, b, bias] = node.inputs as [Value, Value, Value | undefined];
      const left = gemmsOnly.has(a) ? unscaled(a, rewriter) : undefined;
      if (!left) return undefined;
      const alpha = ((node.attributes.alpha as number | undefined) ?? 1) * left.scale;
      const operands = bias ? [left.value, b, bias] : [left.value, b];
      return rewriter.op('Gemm', operands, node.outputs[0]!, { ...node.attributes, alpha });
    });
  },
};

/** Values that are nothing but left operands of Gemms: only then does the product with c go away. */
function usedByGemmsOnly({ nodes, outputs }: Graph): Set<Value> {
  const found = new Set<Value>();
  for (const node of nodes) if (node.op === 'Gemm') found.add(node.inputs[0]!);
  for (const node of nodes) {
    node.inputs.forEach((value, i) => {
      if (value && (node.op !== 'Gemm' || i > 0)) found.delete(value);
    });
  }
  for (const { value } of outputs) found.delete(value);
  return found;
}

/** Not where the scale is 0 or not finite: a Gemm with alpha 0 does not look at its operands, NaN or not. */
function unscaled(value: Value, rewriter: Rewriter): { value: Value; scale: number } | undefined {
  const node = rewriter.producer(value);
  if (node?.op === 'Reshape') {
    const inner = rewriter.uses(node.inputs[0]!) === 1 ? unscaled(node.inputs[0]!, rewriter) : undefined;
    return (
      inner && {
        value: rewriter.op('Reshape', [inner.value, node.inputs[1]], value, node.attributes),
        scale: inner.scale,
      }
    );
  }
  if (node?.op !== 'Mul') return undefined;
  for (const [x, c] of [node.inputs, node.inputs.toReversed()] as [Value, Value][]) {
    const scale = uniform(c, rewriter);
    if (scale && Number.isFinite(scale) && x.shape.join() === value.shape.join()) return { value: x, scale };
  }
  return undefined;
}
