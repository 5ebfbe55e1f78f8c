import type { Kernel } from './kernel.js';
import { parseAxes } from './shapes.js';

export const SplitV: Kernel = {
  name: 'SplitV',
  inputs: ['x'],
  shape([x], { numOrSizeSplits, axis }) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    const sizes = parts(numOrSizeSplits, x!.shape[at]!);
    return sizes.map((part) => ({
      shape: x!.shape.map((size, i) => (i === at ? part : size)),
      dtype: x!.dtype,
    }));
  },
  lower([x], { axis }, outputs, emit) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    return emit.ops('Split', [x, emit.int64(outputs.map(({ shape }) => shape[at]!))], outputs, { axis: at });
  },
};

/** tfjs: a number of equal parts, or sizes of which one may be -1. */
function parts(split: unknown, size: number): number[] {
  if (typeof split === 'number') {
    if (size % split !== 0) throw new Error(`split: ${size} is no multiple of ${split} parts`);
    return Array.from({ length: split }, () => size / split);
  }
  const sizes = split as readonly number[];
  const open = sizes.filter((part) => part < 0).length;
  const known = sizes.reduce((sum, part) => sum + Math.max(part, 0), 0);
  if (open > 1) throw new Error(`split: only one size may be left open by -1, found [${sizes}]`);
  if (open === 0 ? known !== size : known > size)
    throw new Error(`split: sizes [${sizes}] do not add up to ${size}`);
  return sizes.map((part) => (part === -1 ? size - known : part));
}
