import type { Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/**
 * Equal(Cast(a: int64, int32), b: int32) -> Equal(a, Cast(b, int64)), where b is cast to int64 already, as
 * class numbers are for OneHot.
 */
export const equalInt64: Pass = {
  name: 'equal-int64',
  run(graph) {
    const wide = new Map<Value, Value>();
    return rewrite(graph, (node, rewriter) => {
      const [a, b] = node.inputs as [Value, Value];
      if (node.op === 'Cast' && node.outputs[0]!.dtype === 'int64') wide.set(a, node.outputs[0]!);
      if (node.op !== 'Equal') return undefined;
      for (const [narrow, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const cast = rewriter.producer(narrow);
        if (
          cast?.op === 'Cast' &&
          cast.inputs[0]!.dtype === 'int64' &&
          narrow.dtype === 'int32' &&
          wide.has(other)
        ) {
          return rewriter.op('Equal', [cast.inputs[0], wide.get(other)], node.outputs[0]!);
        }
      }
      return undefined;
    });
  },
};
