import { sizeOf } from '../arrays.js';
import type { Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import { masked, maskOf } from './masks.js';
import { uniform } from './numbers.js';
import type { Pass } from './pass.js';

const LARGE = 2 ** 16;

/**
 * Greater(x, 0) -> Greater(Relu(x), 0), where there is a Relu(x): then x itself is needed no longer and
 * onnxruntime can fuse the activation into what makes x.
 * Mul(g, Cast(mask, float32)) -> Where(mask, g, 0) for small g: one operation less. For large ones the product on
 * all threads is faster than Where, which has one: 128x32x26x26 on one core 8.5 and 6.9 ms.
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
      const found = maskOf(node, rewriter);
      if (found?.by !== 'Mul' || sizeOf(found.value.shape) >= LARGE) return undefined;
      return masked('Where', found, rewriter);
    });
  },
};
