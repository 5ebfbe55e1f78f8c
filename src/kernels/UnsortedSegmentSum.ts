import type { Kernel } from './kernel.js';

/**
 * Adds up rows of x [n, ...] by segment: [numSegments, ...]. The gradient of a lookup. Segments outside of the range are
 * an error of onnxruntime, where TensorFlow drops negative ones: dlx looks up what is there.
 */
export const UnsortedSegmentSum: Kernel = {
  name: 'UnsortedSegmentSum',
  inputs: ['x', 'segmentIds'],
  shape([x], { numSegments }) {
    return { shape: [numSegments as number, ...x!.shape.slice(1)], dtype: x!.dtype };
  },
  lower([x, segments], _attributes, [y], emit) {
    const count = segments!.shape[0]!;
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
    const wide = emit.op('Cast', [segments], { shape: [count], dtype: 'int64' }, { to: 'int64' });
    const rows = emit.op('Unsqueeze', [wide, emit.int64([1])], { shape: [count, 1], dtype: 'int64' });
    return emit.op('ScatterND', [zeros, rows, x], y!, { reduction: 'add' });
  },
};
