import type { Graph, Node, Value } from '../graph/graph.js';
import type { Pass } from './pass.js';

/**
 * y = MaxPool(x); z, places = MaxPool(x) -> y, places = MaxPool(x)
 *
 * The gradient of a maximum needs to know where it was found; forward and backward share one search.
 */
export const poolIndices: Pass = {
  name: 'pool-indices',
  run(graph: Graph): Graph {
    const searching = new Map<string, Node>();
    const ids = new Map<Value, number>();
    const keyOf = (node: Node) => {
      const x = node.inputs[0]!;
      if (!ids.has(x)) ids.set(x, ids.size);
      return JSON.stringify([ids.get(x), node.attributes]);
    };
    const pools = graph.nodes.filter(({ op }) => op === 'MaxPool');
    for (const node of pools) if (node.outputs.length === 2) searching.set(keyOf(node), node);
    const plain = pools.filter((node) => node.outputs.length === 1 && searching.has(keyOf(node)));
    if (plain.length === 0) return graph;
    // The first pool of each kind finds places for all; the others stand for it.
    const renamed = new Map<Value, Value>();
    const first = new Map<string, Node>();
    const nodes: Node[] = [];
    const current = <V extends Value | undefined>(value: V): V =>
      (value && (renamed.get(value) as V)) ?? value;
    for (const original of graph.nodes) {
      const key = original.op === 'MaxPool' ? keyOf(original) : '';
      const search = searching.get(key);
      const known = first.get(key);
      if (!search) nodes.push({ ...original, inputs: original.inputs.map(current) });
      else if (known) {
        for (const [i, output] of original.outputs.entries()) renamed.set(output, known.outputs[i]!);
      } else {
        const node = { ...original, outputs: [original.outputs[0]!, search.outputs[1]!] };
        first.set(key, node);
        nodes.push({ ...node, inputs: original.inputs.map(current) });
      }
    }
    const outputs = graph.outputs.map(({ name, value }) => ({ name, value: current(value) }));
    return { ...graph, nodes, outputs };
  },
};
