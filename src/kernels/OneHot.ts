import type { GraphDType, Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { scalar } from './numeric.js';
import { wide } from './scatter.js';
import { bool } from './shapes.js';

/**
 * A row of zeros for an index past `depth`. ONNX counts negative ones from the end; exactly, they are past it too.
 */
export const OneHot: Kernel = {
  name: 'OneHot',
  inputs: ['indices'],
  shape: ([indices], { depth, dtype }) => ({
    shape: [...indices!.shape, depth as number],
    dtype: (dtype as GraphDType | undefined) ?? 'int32',
  }),
  lower([indices], { depth, onValue, offValue }, [y], emit) {
    const places = emit.exact ? unsigned(indices!, depth as number, emit) : indices!;
    // ONNX wants at least one axis.
    const rows = places.shape.length > 0 ? places : reshaped(places, [1], emit);
    const values = emit.constant(
      Float32Array.of((offValue as number) ?? 0, (onValue as number) ?? 1),
      [2],
      'float32',
    );
    // onnxruntime has float32 and int64 values for int64 indices, no int32.
    const float = { shape: [...rows.shape, depth as number], dtype: 'float32' as const };
    const operands = [wide(rows, emit), emit.int64([depth as number]), values];
    const hot = emit.op('OneHot', operands, float, { axis: -1 });
    const shaped = rows === places ? hot : reshaped(hot, y!.shape, emit);
    return y!.dtype === 'float32' ? shaped : emit.op('Cast', [shaped], y!, { to: y!.dtype });
  },
};

/** Negative indices become `depth`, which is none of the row's. */
function unsigned(indices: Value, depth: number, emit: Emit): Value {
  const negative = emit.op('Less', [indices, scalar(0, 'int32', emit)], bool(indices.shape));
  const spec = { shape: indices.shape, dtype: indices.dtype };
  return emit.op('Where', [negative, scalar(depth, 'int32', emit), indices], spec);
}
