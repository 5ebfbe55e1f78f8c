import type { Graph } from '../graph/graph.js';

/** A graph-to-graph rewrite. Each file is headed by `before -> after`. */
export interface Pass {
  readonly name: string;
  /** Returns the same graph (identity) where it has nothing to do. */
  run(graph: Graph): Graph;
}
