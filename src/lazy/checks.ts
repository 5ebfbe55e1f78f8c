import type { TypedArray } from '../arrays.js';
import type { Attributes, ValueSpec } from '../graph/graph.js';
import { broadcast, parseAxes } from '../kernels/shapes.js';

/** Throws where an operand's numbers, of those that are known by now, cannot be computed with. */
type Check = (
  inputs: readonly ValueSpec[],
  numbers: readonly (TypedArray | undefined)[],
  attributes: Attributes,
) => void;

/**
 * What tfjs's kernels say of numbers when an operation is called. Here that is possible for tensors that have
 * theirs; indices that are themselves computed later are looked at by onnxruntime.
 */
export const checks: Readonly<Record<string, Check>> = {
  Bincount: nonNegative,
  BroadcastArgs(_inputs, [a, b]) {
    if (a && b) broadcast(Array.from(a), Array.from(b));
  },
  DenseBincount: nonNegative,
  GatherV2([x], [, indices], { axis }) {
    const last = x!.shape[parseAxes(axis, x!.shape.length)[0]!]! - 1;
    const wrong = indices?.find((index) => index < 0 || index > last);
    if (wrong !== undefined) throw new Error(`GatherV2: the index value ${wrong} is not in [0, ${last}]`);
  },
};

function nonNegative(_inputs: readonly ValueSpec[], [x]: readonly (TypedArray | undefined)[]): void {
  const wrong = x?.find((value) => value < 0);
  if (wrong !== undefined) throw new Error(`Input x must be non-negative! Found ${wrong}`);
}
