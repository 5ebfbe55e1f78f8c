import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { converted } from './numeric.js';
import { bool } from './shapes.js';

/**
 * Where values [batch, m] belong in sorted rows [batch, n]: how many elements are less (`left`), or not greater
 * (`right`). All pairs are compared, which takes m * n steps.
 */
export const SearchSorted: Kernel = {
  name: 'SearchSorted',
  inputs: ['sortedSequence', 'values'],
  shape: ([, values]) => ({ shape: values!.shape, dtype: 'int32' }),
  lower([sequence, values], { side }, [y], emit) {
    const [batch, count] = values!.shape as [number, number];
    const length = sequence!.shape[1]!;
    const rows = reshaped(sequence!, [batch, 1, length], emit);
    const columns = reshaped(values!, [batch, count, 1], emit);
    const op = side === 'right' ? 'LessOrEqual' : 'Less';
    const before = emit.op(op, [rows, columns], bool([batch, count, length]));
    return emit.op('ReduceSum', [converted(before, 'int32', emit), emit.int64([2])], y!, { keepdims: 0 });
  },
};
