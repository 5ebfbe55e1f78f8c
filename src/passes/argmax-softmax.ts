import { rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/** ArgMax(Softmax(x)) -> ArgMax(x) along the same axis: softmax keeps the order. */
export const argmaxSoftmax: Pass = {
  name: 'argmax-softmax',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'ArgMax') return undefined;
      const inner = rewriter.producer(node.inputs[0]);
      const rank = node.inputs[0]!.shape.length;
      const axis = ((node.attributes.axis as number) + rank) % rank;
      if (inner?.op !== 'Softmax' || axis !== rank - 1 || inner.attributes.axis !== -1) return undefined;
      return rewriter.op('ArgMax', inner.inputs, node.outputs[0]!, node.attributes);
    }),
};
