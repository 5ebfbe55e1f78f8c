import type { Node, Value } from '../graph/graph.js';
import type { Rewriter } from '../graph/rewrite.js';
import { scalar, uniform } from './numbers.js';

/** A value that is kept where a condition of the same shape holds, and 0 elsewhere. */
export interface Masked {
  readonly condition: Value;
  readonly value: Value;
}

/**
 * Where(condition, value, 0), or Mul(value, Cast(condition)). They differ where a masked value is not finite, so a
 * Where stays one: it may have been written to keep such values out.
 */
export type MaskOperator = 'Where' | 'Mul';

export function maskOf(node: Node, rewriter: Rewriter): (Masked & { readonly by: MaskOperator }) | undefined {
  const [a, b] = node.inputs as [Value, Value];
  if (node.op === 'Where') {
    return uniform(node.inputs[2], rewriter) === 0 ? { condition: a, value: b, by: 'Where' } : undefined;
  }
  return node.op === 'Mul' ? (product(a, b, rewriter) ?? product(b, a, rewriter)) : undefined;
}

function product(mask: Value, value: Value, rewriter: Rewriter) {
  const cast = rewriter.producer(mask);
  if (cast?.op !== 'Cast' || cast.inputs[0]!.dtype !== 'bool' || mask.dtype !== 'float32') return undefined;
  // Only masks of the value's own shape, as those of activations are; others may broadcast.
  if (mask.shape.join() !== value.shape.join()) return undefined;
  return { condition: cast.inputs[0]!, value, by: 'Mul' as const };
}

export function masked(by: MaskOperator, { condition, value }: Masked, rewriter: Rewriter): Value {
  if (by === 'Where') return rewriter.op('Where', [condition, value, scalar(0, rewriter)], value);
  const mask = rewriter.op('Cast', [condition], value, { to: 'float32' });
  return rewriter.op('Mul', [value, mask], value);
}
