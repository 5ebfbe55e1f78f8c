import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { scalar } from './numeric.js';
import { wide, zero } from './scatter.js';
import { bool } from './shapes.js';

/**
 * Adds up rows of x [n, ...] by segment: [numSegments, ...]. The gradient of a lookup. Exactly, rows of negative
 * segments are dropped, as in TensorFlow; dlx looks up what is there.
 */
export const UnsortedSegmentSum: Kernel = {
  name: 'UnsortedSegmentSum',
  inputs: ['x', 'segmentIds'],
  shape([x], { numSegments }) {
    return { shape: [numSegments as number, ...x!.shape.slice(1)], dtype: x!.dtype };
  },
  lower([x, segments], _attributes, [y], emit) {
    const zeros = emit.op(
      'Expand',
      [
        x!.dtype === 'float32'
          ? emit.constant(new Float32Array(1), [1], 'float32')
          : emit.constant(new Int32Array(1), [1], 'int32'),
        emit.int64(y!.shape),
      ],
      y!,
    );
    const [places, rows] = emit.exact ? withoutNegative(segments!, x!, emit) : [segments!, x!];
    const count = places.shape[0]!;
    const table = emit.op('Unsqueeze', [wide(places, emit), emit.int64([1])], {
      shape: [count, 1],
      dtype: 'int64',
    });
    return emit.op('ScatterND', [zeros, table, rows], y!, { reduction: 'add' });
  },
};

/** Rows of negative segments become zeros for the first one: less than copying a result of one segment more. */
function withoutNegative(segments: Value, x: Value, emit: Emit): readonly [Value, Value] {
  const none = scalar(0, 'int32', emit);
  const negative = emit.op('Less', [segments, none], bool(segments.shape));
  const places = emit.op('Max', [segments, none], { shape: segments.shape, dtype: segments.dtype });
  const column = reshaped(negative, [segments.shape[0]!, ...x.shape.slice(1).map(() => 1)], emit);
  const rows = emit.op('Where', [column, zero(x.dtype, emit), x], { shape: x.shape, dtype: x.dtype });
  return [places, rows];
}
