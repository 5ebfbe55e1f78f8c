import type { Node, Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import type { Pass } from './pass.js';

/** Sub(z, Log(ReduceSum(Exp(z)))) with z = Sub(x, ReduceMax(x)), along the last axis -> LogSoftmax(x). */
export const logSoftmax: Pass = {
  name: 'log-softmax',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.op !== 'Sub') return undefined;
      const [z, log] = node.inputs as [Value, Value];
      const sum = made(log, 'Log', rewriter)?.inputs[0];
      const exp = sum && lastAxis(sum, 'ReduceSum', rewriter);
      if (!exp || made(exp, 'Exp', rewriter)?.inputs[0] !== z) return undefined;
      const shift = made(z, 'Sub', rewriter);
      const [x, max] = (shift?.inputs ?? []) as Value[];
      if (!x || lastAxis(max, 'ReduceMax', rewriter) !== x) return undefined;
      return rewriter.op('LogSoftmax', [x], node.outputs[0]!, { axis: -1 });
    }),
};

function made(value: Value | undefined, op: string, rewriter: Rewriter): Node | undefined {
  const node = rewriter.producer(value);
  return node?.op === op ? node : undefined;
}

/** The operand of a reduction over the last axis that keeps it. */
function lastAxis(value: Value | undefined, op: string, rewriter: Rewriter): Value | undefined {
  const node = made(value, op, rewriter);
  const x = node?.inputs[0];
  const axes = Array.from((rewriter.constant(node?.inputs[1]) ?? []) as Iterable<bigint>, Number);
  const isLast = x && axes.length === 1 && axes[0] === x.shape.length - 1;
  return isLast && node?.attributes.keepdims === 1 ? x : undefined;
}
