import { sizeOf } from '../arrays.js';
import { rewrite } from '../graph/rewrite.js';
import { castData, uniform } from './numbers.js';
import type { Pass } from './pass.js';

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

const UNARY: Readonly<Record<string, (a: number) => number>> = {
  Neg: (a) => -a,
  Sqrt: Math.sqrt,
  Reciprocal: (a) => 1 / a,
};

const SHAPES = new Set(['Reshape', 'Expand', 'Unsqueeze', 'Squeeze']);

/**
 * f(constants) -> constant, for float32 constants of one repeated number: what tfjs's gradients begin with.
 * onnxruntime folds the rest when it loads the model.
 */
export const fold: Pass = {
  name: 'fold',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      const [first, second] = node.inputs;
      const y = node.outputs[0]!;
      const data = rewriter.constant(first);
      if (node.op === 'Cast' && data) return rewriter.newConstant(castData(data, y.dtype), y.shape, y.dtype);
      if (y.dtype !== 'float32') return undefined;
      const a = uniform(first, rewriter);
      if (a === undefined) return undefined;
      const b = uniform(second, rewriter);
      const all = (number: number) =>
        rewriter.newConstant(new Float32Array(sizeOf(y.shape)).fill(number), y.shape, 'float32');
      if (SHAPES.has(node.op)) return all(a);
      if (node.op in UNARY) return all(UNARY[node.op]!(a));
      return node.op in BINARY && b !== undefined ? all(BINARY[node.op]!(a, b)) : undefined;
    }),
};
