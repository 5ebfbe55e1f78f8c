import type { Node, Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import { int64 } from './numbers.js';
import type { Pass } from './pass.js';
import {
  composed,
  inverse,
  type Permutation,
  permuted,
  reshape,
  transpose,
  transposed,
} from './permutations.js';

/** Operators that treat every element alike, whatever the order of axes; operands broadcast. */
const ELEMENTWISE = new Set(
  (
    'Abs Add And Cast Ceil Clip Cos Div Elu Equal Erf Exp Floor Greater GreaterOrEqual LeakyRelu Less LessOrEqual ' +
    'Log Max Min Mul Neg Not Or PRelu Pow Reciprocal Relu Round Selu Sigmoid Sign Sin Softplus Sqrt Sub Sum Tan ' +
    'Tanh Where'
  ).split(' '),
);

/**
 * f(Transpose(x, p), ...) -> Transpose(f(x, ...), p) for f element-wise or a reduction over axes
 * Transpose(Transpose(x, p), q) -> Transpose(x, p then q)
 *
 * p moves the channels from axis 1 to the last: one layout for the whole graph. Convolutions are lowered with a
 * Transpose before and behind them; sinking those behind through what follows makes them meet those before the
 * next one, where both vanish. The other way round they stay, or two rules would push against each other.
 */
export const layout: Pass = {
  name: 'layout',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op === 'Transpose') {
        const inner = transposed(node.inputs[0], rewriter);
        return (
          inner && transpose(inner.x, composed(inner.perm, node.attributes.perm as Permutation), rewriter)
        );
      }
      if (ELEMENTWISE.has(node.op)) return elementwise(node, rewriter);
      return node.op.startsWith('Reduce') ? reduction(node, rewriter) : undefined;
    }),
};

function elementwise(node: Node, rewriter: Rewriter): Value | undefined {
  const output = node.outputs[0]!;
  const rank = output.shape.length;
  const perm = node.inputs
    .map((value) => transposed(value, rewriter))
    .find((found) => found && isChannelsLast(found.perm, rank))?.perm;
  if (!perm) return undefined;
  const back = inverse(perm);
  const operands = node.inputs.map((value) => value && moved(value, perm, back, rewriter));
  const shape = permuted(output.shape, back);
  return transpose(
    rewriter.op(node.op, operands, { shape, dtype: output.dtype }, node.attributes),
    perm,
    rewriter,
  );
}

/** An operand in the layout from before the Transpose; broadcasting axes move with the others. */
function moved(value: Value, perm: Permutation, back: Permutation, rewriter: Rewriter): Value {
  const found = transposed(value, rewriter);
  if (found && found.perm.join() === perm.join()) return found.x;
  if (value.shape.every((size) => size === 1)) {
    return value.shape.length <= 1 ? value : reshape(value, [], rewriter);
  }
  const full = [...Array(perm.length - value.shape.length).fill(1), ...value.shape];
  const wide = full.length === value.shape.length ? value : reshape(value, full, rewriter);
  return transpose(wide, back, rewriter);
}

function reduction(node: Node, rewriter: Rewriter): Value | undefined {
  const [value, axesValue] = node.inputs;
  const found = transposed(value, rewriter);
  const axes = Array.from((rewriter.constant(axesValue) ?? []) as Iterable<bigint>, Number);
  if (!found || axes.length === 0 || !isChannelsLast(found.perm, value!.shape.length)) return undefined;
  const { x, perm } = found;
  const before = axes.map((axis) => perm[axis]!).sort((a, b) => a - b);
  const keep = node.attributes.keepdims !== 0;
  const shape = x.shape.map((size, i) => (before.includes(i) ? 1 : size));
  const operand = int64(before, rewriter);
  const result = rewriter.op(
    node.op,
    [x, operand],
    { shape, dtype: value!.dtype },
    { ...node.attributes, keepdims: 1 },
  );
  const ordered = transpose(result, perm, rewriter);
  return keep ? ordered : reshape(ordered, node.outputs[0]!.shape, rewriter);
}

/** [0, 2, 3, 1] and the like: from channels first to channels last. */
function isChannelsLast(perm: Permutation, rank: number): boolean {
  return (
    rank >= 4 &&
    perm.length === rank &&
    perm.every((axis, i) => axis === (i === 0 ? 0 : (i % (rank - 1)) + 1))
  );
}
