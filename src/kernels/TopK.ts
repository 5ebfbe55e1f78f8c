import type { Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

/**
 * The k largest elements of the last axis and where they stand, as int32. Always in order, asked for or not: else
 * onnxruntime does not keep that of equals.
 */
export const TopK: Kernel = {
  name: 'TopK',
  inputs: ['x'],
  shape([x], { k }) {
    const shape = [...x!.shape.slice(0, -1), k as number];
    return [
      { shape, dtype: x!.dtype },
      { shape, dtype: 'int32' },
    ];
  },
  lower([x], { k }, [values, places], emit) {
    const [largest, at] = emit.ops(
      'TopK',
      [x, emit.int64([k as number])],
      [values!, { shape: places!.shape, dtype: 'int64' }],
      { axis: -1, largest: 1, sorted: 1 },
    ) as [Value, Value];
    return [largest, emit.op('Cast', [at], places!, { to: 'int32' })];
  },
};
