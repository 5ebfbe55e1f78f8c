import type { Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import { scalar, uniform } from './numbers.js';
import type { Pass } from './pass.js';

/**
 * Where(Greater(x, 0), MaxUnpool(g, places), 0) with y, places = MaxPool(x)
 *   -> MaxUnpool(Where(Greater(y, 0), g, 0), places)
 *
 * The mask of an activation in front of a pool, on the pooled side: a fourth of the elements for windows of 2x2.
 */
export const unpoolMask: Pass = {
  name: 'unpool-mask',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Where' || uniform(node.inputs[2], rewriter) !== 0) return undefined;
      const greater = rewriter.producer(node.inputs[0]);
      const unpool = rewriter.producer(node.inputs[1]);
      if (greater?.op !== 'Greater' || uniform(greater.inputs[1], rewriter) !== 0) return undefined;
      if (unpool?.op !== 'MaxUnpool' || rewriter.uses(unpool.outputs[0]!) > 1) return undefined;
      const [gradient, places, shape] = unpool.inputs as [Value, Value, Value];
      const pool = rewriter.producer(places);
      if (pool?.op !== 'MaxPool' || pool.inputs[0] !== greater.inputs[0]) return undefined;
      const pooled = pool.outputs[0]!;
      const positive = rewriter.op('Greater', [pooled, greater.inputs[1]], {
        shape: pooled.shape,
        dtype: 'bool',
      });
      const masked = rewriter.op('Where', [positive, gradient, scalar(0, rewriter)], gradient);
      return rewriter.op('MaxUnpool', [masked, places, shape], node.outputs[0]!, unpool.attributes);
    }),
};
