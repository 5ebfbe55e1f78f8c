import { type Node, sameShape, type Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/**
 * Reshape(Reshape(x)) -> Reshape(x), Reshape(x, shape of x) -> x
 * Reshape(Reduce(x, keepdims: 0)) -> Reduce(x, keepdims: 1), where that gives the shape asked for
 */
export const reshapes: Pass = {
  name: 'reshapes',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Reshape') return undefined;
      const x = node.inputs[0]!;
      const y = node.outputs[0]!;
      if (sameShape(x.shape, y.shape)) return x;
      const inner = rewriter.producer(x);
      if (inner?.op === 'Reshape') {
        const source = inner.inputs[0]!;
        return sameShape(source.shape, y.shape)
          ? source
          : rewriter.op('Reshape', [source, node.inputs[1]], y, node.attributes);
      }
      return inner && rewriter.uses(x) === 1 ? kept(inner, y, rewriter) : undefined;
    }),
};

function kept(inner: Node, y: Value, rewriter: Rewriter): Value | undefined {
  if (!inner.op.startsWith('Reduce') || inner.attributes.keepdims !== 0) return undefined;
  const axes = Array.from((rewriter.constant(inner.inputs[1]) ?? []) as Iterable<bigint>, Number);
  const shape = inner.inputs[0]!.shape.map((size, i) => (axes.includes(i) ? 1 : size));
  if (!sameShape(shape, y.shape)) return undefined;
  return rewriter.op(inner.op, inner.inputs, y, { ...inner.attributes, keepdims: 1 });
}
