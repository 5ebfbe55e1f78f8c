import type { Node, Value } from '../graph/graph.js';
import { rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/** `a = f(x), b = f(x)` -> `a = f(x), b = a`. */
export const common: Pass = {
  name: 'common',
  run(graph) {
    const ids = new Map<Value, number>();
    const idOf = (value: Value | undefined) => {
      if (!value) return -1;
      if (!ids.has(value)) ids.set(value, ids.size);
      return ids.get(value) as number;
    };
    const seen = new Map<string, Node>();
    return rewrite(graph, (node) => {
      if (node.outputs.length !== 1) return undefined;
      const key = JSON.stringify([node.op, node.inputs.map(idOf), node.attributes]);
      const known = seen.get(key);
      if (known) return known.outputs[0];
      seen.set(key, node);
      return undefined;
    });
  },
};
