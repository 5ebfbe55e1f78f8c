import type { Graph } from '../graph/graph.js';

/** What the runtime that a graph is for can do on this machine. Nothing of it: the graph runs everywhere. */
export interface Target {
  /** Channels in a block of onnxruntime's own layout of images (see image-blocks.ts). */
  readonly block?: number;
}

/** A graph-to-graph rewrite. Each file is headed by `before -> after`. */
export interface Pass {
  readonly name: string;
  /** Returns the same graph (identity) where it has nothing to do. */
  run(graph: Graph, target: Target): Graph;
}
