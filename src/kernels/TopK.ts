import type { Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

/**
 * The k largest elements of the last axis and where they stand, as int32. Of equals the first one stands first
 * on short axes; on long ones onnxruntime does not keep their order.
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
  lower([x], { k, sorted }, [values, places], emit) {
    const [largest, at] = emit.ops(
      'TopK',
      [x, emit.int64([k as number])],
      [values!, { shape: places!.shape, dtype: 'int64' }],
      { axis: -1, largest: 1, sorted: sorted === false ? 0 : 1 },
    ) as [Value, Value];
    return [largest, emit.op('Cast', [at], places!, { to: 'int32' })];
  },
};
