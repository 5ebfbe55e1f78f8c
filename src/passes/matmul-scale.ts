import type { Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import { isNormal, uniform } from './numbers.js';
import type { Pass } from './pass.js';

const FUSED = 'com.microsoft.FusedMatMul';

/**
 * MatMul(a, b) * c -> FusedMatMul(a, b) {alpha: c}, and the same of a FusedMatMul: the scores of attention are scaled
 * as they are computed.
 */
export const matmulScale: Pass = {
  name: 'matmul-scale',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Mul') return undefined;
      const [y] = node.outputs;
      for (const [x, c] of [node.inputs, node.inputs.toReversed()] as [Value, Value][]) {
        const scale = uniform(c, rewriter);
        const product = rewriter.producer(x);
        // With alpha 0 operands are not looked at, NaN or not.
        if (!scale || !isNormal(scale) || rewriter.uses(x) !== 1) continue;
        if (x.dtype !== 'float32' || x.shape.join() !== y!.shape.join()) continue;
        if (product?.op !== 'MatMul' && product?.op !== FUSED) continue;
        const alpha = ((product.attributes.alpha as number | undefined) ?? 1) * scale;
        return rewriter.op(FUSED, product.inputs, y!, { ...product.attributes, alpha });
      }
      return undefined;
    }),
};
