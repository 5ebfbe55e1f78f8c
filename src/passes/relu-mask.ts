import type { Node, Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import { scalar, uniform } from './numbers.js';
import type { Pass } from './pass.js';

/**
 * Greater(x, 0) -> Greater(Relu(x), 0), where there is a Relu(x): then x itself is needed no longer and
 * onnxruntime can fuse the activation into what makes x.
 * Mul(g, Cast(mask, float32)) -> Where(mask, g, 0): one operation less, and a product with 0 that was
 * infinite is 0.
 */
export const reluMask: Pass = {
  name: 'relu-mask',
  run(graph) {
    const relus = new Map<Value, Value>();
    return rewrite(graph, (node, rewriter) => {
      const [a, b] = node.inputs as [Value, Value];
      if (node.op === 'Relu') relus.set(a, node.outputs[0]!);
      if (node.op === 'Greater' && uniform(b, rewriter) === 0 && relus.has(a)) {
        return rewriter.op('Greater', [relus.get(a), b], node.outputs[0]!);
      }
      return node.op === 'Mul' ? (masked(node, a, b, rewriter) ?? masked(node, b, a, rewriter)) : undefined;
    });
  },
};

function masked(node: Node, mask: Value, gradient: Value, rewriter: Rewriter): Value | undefined {
  const cast = rewriter.producer(mask);
  if (cast?.op !== 'Cast' || cast.inputs[0]!.dtype !== 'bool' || mask.dtype !== 'float32') return undefined;
  // Only masks of the gradient's own shape, as those of activations are; others may broadcast.
  if (mask.shape.join() !== gradient.shape.join()) return undefined;
  return rewriter.op('Where', [cast.inputs[0], gradient, scalar(0, rewriter)], node.outputs[0]!);
}
