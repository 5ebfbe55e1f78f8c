import type { GraphDType } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

const INTEGERS: readonly GraphDType[] = ['bool', 'uint8', 'int32', 'int64'];

/**
 * Cast(Cast(x, int32), float32) -> Cast(x, float32), where the type in between loses nothing of x.
 * Cast(x, type of x) -> x.
 */
export const casts: Pass = {
  name: 'casts',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Cast') return undefined;
      const x = node.inputs[0]!;
      const y = node.outputs[0]!;
      if (x.dtype === y.dtype) return x;
      const inner = rewriter.producer(x);
      if (inner?.op !== 'Cast') return undefined;
      const source = inner.inputs[0]!;
      const from = INTEGERS.indexOf(source.dtype);
      if (from === -1 || INTEGERS.indexOf(x.dtype) < from) return undefined;
      return source.dtype === y.dtype ? source : rewriter.op('Cast', [source], y, { to: y.dtype });
    }),
};
