import { type Node, sameShape, type Value } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import { isNormal, scalar, uniform } from './numbers.js';
import type { Pass } from './pass.js';

/**
 * x * 1 -> x, x + 0 -> x, x - 0 -> x, x / 1 -> x (where nothing is broadcast)
 * x / c -> x * (1 / c): onnxruntime divides thirty times slower than it multiplies
 * -(x) -> x * -1 where x is a product with a number, (x * c) * d -> x * (c * d)
 * x * [c, c, ...] -> x * c (where x has the shape of the result)
 */
export const algebra: Pass = {
  name: 'algebra',
  run: (graph) =>
    rewrite(graph, (node, rewriter) => {
      if (node.outputs[0]!.dtype !== 'float32') return undefined;
      if (node.op === 'Neg') return negated(node, rewriter);
      return RULES[node.op]?.(node, rewriter);
    }),
};

type Rule = (node: Node, rewriter: Rewriter) => Value | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  Add: (node, rewriter) => neutral(node, rewriter, 0, true) ?? shrunk(node, rewriter),
  Sub: (node, rewriter) => neutral(node, rewriter, 0, false) ?? shrunk(node, rewriter),
  Mul: (node, rewriter) =>
    neutral(node, rewriter, 1, true) ?? merged(node, rewriter) ?? shrunk(node, rewriter),
  Div: (node, rewriter) => neutral(node, rewriter, 1, false) ?? reciprocal(node, rewriter),
};

/** One operand is the neutral number and the other has the shape of the result. */
function neutral(node: Node, rewriter: Rewriter, number: number, commutes: boolean): Value | undefined {
  const [a, b] = node.inputs as [Value, Value];
  const { shape } = node.outputs[0]!;
  if (uniform(b, rewriter) === number && sameShape(a.shape, shape)) return a;
  return commutes && uniform(a, rewriter) === number && sameShape(b.shape, shape) ? b : undefined;
}

/** x and the number of `x * number`, where the product is a node like that. */
function scaled(value: Value, rewriter: Rewriter): { x: Value; number: number } | undefined {
  const node = rewriter.producer(value);
  if (node?.op !== 'Mul') return undefined;
  for (const [x, c] of [node.inputs, node.inputs.toReversed()] as [Value, Value][]) {
    const number = uniform(c, rewriter);
    if (number !== undefined && sameShape(x.shape, value.shape)) return { x, number };
  }
  return undefined;
}

/** The inner product must have no other use: else there would be one node more, not one less. */
function merged(node: Node, rewriter: Rewriter): Value | undefined {
  for (const [value, c] of [node.inputs, node.inputs.toReversed()] as [Value, Value][]) {
    const outer = uniform(c, rewriter);
    if (outer === undefined || rewriter.uses(value) > 1) continue;
    const inner = scaled(value, rewriter);
    const product = outer * (inner?.number ?? 0);
    if (inner && sameShape(value.shape, node.outputs[0]!.shape) && isNormal(product)) {
      return rewriter.op('Mul', [inner.x, scalar(product, rewriter)], node.outputs[0]!);
    }
  }
  return undefined;
}

function negated(node: Node, rewriter: Rewriter): Value | undefined {
  const value = node.inputs[0]!;
  const inner = rewriter.uses(value) > 1 ? undefined : scaled(value, rewriter);
  return inner && rewriter.op('Mul', [inner.x, scalar(-inner.number, rewriter)], node.outputs[0]!);
}

/** The reciprocal is rounded: the quotient may differ in its last bit. */
function reciprocal(node: Node, rewriter: Rewriter): Value | undefined {
  const [a, b] = node.inputs as [Value, Value];
  const data = rewriter.constant(b);
  // 1 / 0, and reciprocals that float32 does not have, stay divisions.
  if (!(data instanceof Float32Array) || !data.every((x) => isNormal(1 / x))) return undefined;
  const inverse = data.map((x) => 1 / x);
  return rewriter.op('Mul', [a, rewriter.newConstant(inverse, b.shape, 'float32')], node.outputs[0]!);
}

function shrunk(node: Node, rewriter: Rewriter): Value | undefined {
  const [a, b] = node.inputs as [Value, Value];
  const output = node.outputs[0]!;
  const small = (c: Value, x: Value) => {
    const number = c.shape.length > 0 && sameShape(x.shape, output.shape) ? uniform(c, rewriter) : undefined;
    return number === undefined ? undefined : scalar(number, rewriter);
  };
  const right = small(b, a);
  if (right) return rewriter.op(node.op, [a, right], output);
  const left = small(a, b);
  return left && rewriter.op(node.op, [left, b], output);
}
