import { sizeOf } from '../arrays.js';
import { type Graph, sameShape, type Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';
import { reshape } from './permutations.js';

/** Elements from which on it is worth it. */
const LEAST = 8192;

/**
 * ReduceSum(x: [rows..., columns...]) over the leading axes -> MatMul(ones, x): the gradients of biases. onnxruntime's
 * product of a vector and a matrix takes a half to a third of the time of its sum, which is slower on two threads than
 * on one.
 */
export const columnSums: Pass = {
  name: 'column-sums',
  run: (graph: Graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'ReduceSum') return undefined;
      const [x, axes] = node.inputs as [Value, Value | undefined];
      const [y] = node.outputs;
      const count = leading(axes, x.shape.length, rewriter);
      if (count === undefined || x.dtype !== 'float32') return undefined;
      const rows = sizeOf(x.shape.slice(0, count));
      const columns = sizeOf(x.shape.slice(count));
      if (rows === 1 || columns === 1 || rows * columns < LEAST) return undefined;
      const matrix = sameShape(x.shape, [rows, columns]) ? x : reshape(x, [rows, columns], rewriter);
      const ones = rewriter.newConstant(new Float32Array(rows).fill(1), [rows], 'float32');
      const sums = { shape: [columns], dtype: 'float32' } as const;
      const result = rewriter.op('MatMul', [ones, matrix], sums);
      return sameShape(y!.shape, sums.shape) ? result : reshape(result, y!.shape, rewriter);
    }),
};

/** How many axes the sum goes over, where they are the first ones, but not all. */
function leading(axes: Value | undefined, rank: number, rewriter: Rewriter): number | undefined {
  const constant = rewriter.constant(axes);
  if (!constant) return undefined;
  const list = Array.from(constant as ArrayLike<number | bigint>, Number)
    .map((axis) => (axis < 0 ? axis + rank : axis))
    .sort((a, b) => a - b);
  return list.length > 0 && list.length < rank && list.every((axis, i) => axis === i)
    ? list.length
    : undefined;
}
