import type { Graph, Node, Value } from '../graph/graph.js';
import type { Pass } from './pass.js';

/** `y = f(x)` where y is never used -> nothing. Constants too; inputs stay. */
export const deadCode: Pass = {
  name: 'dead-code',
  run(graph: Graph): Graph {
    const live = new Set<Value>(graph.outputs.map(({ value }) => value));
    const nodes: Node[] = [];
    for (const node of graph.nodes.toReversed()) {
      if (!node.outputs.some((output) => live.has(output))) continue;
      nodes.push(node);
      for (const input of node.inputs) if (input) live.add(input);
    }
    const constants = graph.constants.filter(({ value }) => live.has(value));
    if (nodes.length === graph.nodes.length && constants.length === graph.constants.length) return graph;
    return { ...graph, constants, nodes: nodes.reverse() };
  },
};
