import { rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';
import {
  composed,
  isIdentity,
  movesNothing,
  type Permutation,
  reshape,
  transpose,
  transposed,
} from './permutations.js';

/**
 * Transpose(Transpose(x, p), q) -> Transpose(x, p then q), or x where they cancel
 * Transpose(x) that moves axes of size 1 only -> Reshape(x), which costs nothing
 */
export const transposes: Pass = {
  name: 'transposes',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Transpose') return undefined;
      const x = node.inputs[0]!;
      const perm = node.attributes.perm as Permutation;
      if (isIdentity(perm)) return x;
      const inner = transposed(x, rewriter);
      if (inner) return transpose(inner.x, composed(inner.perm, perm), rewriter);
      return movesNothing(x.shape, perm) ? reshape(x, node.outputs[0]!.shape, rewriter) : undefined;
    }),
};
