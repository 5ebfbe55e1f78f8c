import type { Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import { masked, maskOf } from './masks.js';
import { uniform } from './numbers.js';
import type { Pass } from './pass.js';

/**
 * mask(Greater(x, 0), MaxUnpool(g, places)) with y, places = MaxPool(x)
 *   -> MaxUnpool(mask(Greater(y, 0), g), places)
 *
 * The mask of an activation in front of a pool, on the pooled side: a fourth of the elements for windows of 2x2.
 */
export const unpoolMask: Pass = {
  name: 'unpool-mask',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      const found = maskOf(node, rewriter);
      if (!found) return undefined;
      const greater = rewriter.producer(found.condition);
      const unpool = rewriter.producer(found.value);
      if (greater?.op !== 'Greater' || uniform(greater.inputs[1], rewriter) !== 0) return undefined;
      if (unpool?.op !== 'MaxUnpool' || rewriter.uses(unpool.outputs[0]!) > 1) return undefined;
      const [gradient, places, shape] = unpool.inputs as [Value, Value, Value];
      const pool = rewriter.producer(places);
      if (pool?.op !== 'MaxPool' || pool.inputs[0] !== greater.inputs[0]) return undefined;
      const pooled = pool.outputs[0]!;
      const spec = { shape: pooled.shape, dtype: 'bool' } as const;
      const condition = rewriter.op('Greater', [pooled, greater.inputs[1]], spec);
      const operands = [masked(found.by, { condition, value: gradient }, rewriter), places, shape];
      return rewriter.op('MaxUnpool', operands, node.outputs[0]!, unpool.attributes);
    }),
};
