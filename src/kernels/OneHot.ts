import type { GraphDType } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

/** A row of zeros for an index past `depth`. ONNX counts negative ones from the end: data refuses them before. */
export const OneHot: Kernel = {
  name: 'OneHot',
  inputs: ['indices'],
  shape: ([indices], { depth, dtype }) => ({
    shape: [...indices!.shape, depth as number],
    dtype: (dtype as GraphDType | undefined) ?? 'int32',
  }),
  lower([indices], { depth, onValue, offValue }, [y], emit) {
    // onnxruntime has float32 and int64 values for int64 indices, no int32.
    const wide = emit.op('Cast', [indices], { shape: indices!.shape, dtype: 'int64' }, { to: 'int64' });
    const values = emit.constant(
      Float32Array.of((offValue as number) ?? 0, (onValue as number) ?? 1),
      [2],
      'float32',
    );
    const float = { shape: y!.shape, dtype: 'float32' as const };
    const hot = emit.op('OneHot', [wide, emit.int64([depth as number]), values], float, { axis: -1 });
    return y!.dtype === 'float32' ? hot : emit.op('Cast', [hot], y!, { to: y!.dtype });
  },
};
