import type { InferenceSession } from 'onnxruntime-common';
import type { Graph } from '../graph/graph.js';

/** Nodes from which onnxruntime's rewrites take longer than they can save. */
const LONG = 1000;

/**
 * How much onnxruntime shall rewrite a graph when it loads it. Its rewrites look for one another's results all over the
 * graph, which takes long where a recurrent layer is thousands of nodes, and finds nothing there: src/passes has been
 * over it. What they are good for is convolutions.
 *
 * Measured, one thread: the step of an LSTM over 98 steps (3,500 nodes) loads in 0.3 s of CPU time instead of 0.9, and
 * then takes the same, 70 to 95 ms.
 */
export function optimizationLevel({
  nodes,
}: Graph): NonNullable<InferenceSession.SessionOptions['graphOptimizationLevel']> {
  const isConvolutional = nodes.some(({ op }) => op.startsWith('Conv'));
  return nodes.length > LONG && !isConvolutional ? 'disabled' : 'all';
}
