import type { Kernel } from './kernel.js';

/** Pads with what stands before the edge, without the edge itself (`reflect`) or with it (`symmetric`). */
export const MirrorPad: Kernel = {
  name: 'MirrorPad',
  inputs: ['x'],
  shape([x], { paddings }) {
    const pads = paddings as never as number[][];
    return { shape: x!.shape.map((size, i) => size + pads[i]![0]! + pads[i]![1]!), dtype: x!.dtype };
  },
  lower([x], { paddings, mode }, _outputs, emit) {
    const pads = paddings as never as number[][];
    const edge = mode === 'reflect' ? 0 : 1;
    // One axis after the other, as positions to take: ONNX mirrors without the edge only.
    return pads.reduce((padded, [before, after], axis) => {
      if (before === 0 && after === 0) return padded;
      const size = x!.shape[axis]!;
      const places = Array.from({ length: before! + size + after! }, (_, i) => {
        const at = i - before!;
        if (at < 0) return -at - edge;
        return at < size ? at : 2 * (size - 1) - at + edge;
      });
      const shape = padded.shape.map((length, i) => (i === axis ? places.length : length));
      return emit.op('Gather', [padded, emit.int64(places)], { shape, dtype: x!.dtype }, { axis });
    }, x!);
  },
};
