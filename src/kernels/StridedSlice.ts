import type { Attributes } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';

/** NumPy's slicing with steps; masks say where an end is open, an axis is new, dropped, or stands for several. */
export const StridedSlice: Kernel = {
  name: 'StridedSlice',
  inputs: ['x'],
  shape: ([x], attributes) => ({ shape: cuts(x!.shape, attributes).shape, dtype: x!.dtype }),
  lower([x], attributes, [y], emit) {
    const { axes, shape } = cuts(x!.shape, attributes);
    // ONNX counts ends from the back as well: before the first element is -size - 1.
    const ends = axes.map(({ end }, i) => (end < 0 ? -x!.shape[i]! - 1 : end));
    const operands = [
      axes.map(({ begin }) => begin),
      ends,
      axes.map((_, i) => i),
      axes.map(({ step }) => step),
    ];
    const sizes = { shape: axes.map(({ size }) => size), dtype: y!.dtype };
    const cut = emit.op('Slice', [x, ...operands.map((numbers) => emit.int64(numbers))], sizes);
    return reshaped(cut, shape, emit);
  },
};

interface Cut {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
  readonly size: number;
}

/** What remains of every axis, and the shape without dropped and with new ones. */
function cuts(shape: readonly number[], attributes: Attributes): { axes: Cut[]; shape: number[] } {
  const list = (name: string) => attributes[name] as readonly number[];
  const has = (name: string, i: number) => (((attributes[name] as number) >> i) & 1) === 1;
  const [begins, ends, steps] = [list('begin'), list('end'), list('strides')];
  const entries = begins.map((_, i) => i);
  const taking = entries.filter((i) => !has('newAxisMask', i) && !has('ellipsisMask', i)).length;
  const axes: Cut[] = [];
  const result: number[] = [];
  const whole = (until: number) => {
    while (axes.length < until) {
      const size = shape[axes.length]!;
      axes.push({ begin: 0, end: size, step: 1, size });
      result.push(size);
    }
  };
  let left = taking;
  for (const i of entries) {
    if (has('ellipsisMask', i)) whole(shape.length - left);
    else if (has('newAxisMask', i)) result.push(1);
    else {
      left--;
      const open = { begin: has('beginMask', i), end: has('endMask', i) };
      const dropped = has('shrinkAxisMask', i);
      const cut = dropped
        ? one(begins[i]!, shape[axes.length]!)
        : range(begins[i]!, ends[i]!, steps[i]!, shape[axes.length]!, open);
      axes.push(cut);
      if (!dropped) result.push(cut.size);
    }
  }
  whole(shape.length);
  return { axes, shape: result };
}

function one(index: number, size: number): Cut {
  const begin = index < 0 ? index + size : index;
  if (begin < 0 || begin >= size) throw new Error(`slice index ${index} of an axis of ${size} out of bounds`);
  return { begin, end: begin + 1, step: 1, size: 1 };
}

function range(
  from: number,
  to: number,
  step: number,
  size: number,
  open: { readonly begin: boolean; readonly end: boolean },
): Cut {
  if (step === 0) throw new Error('a slice with steps of 0 has no end');
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const within = (at: number) => Math.min(high, Math.max(low, at < 0 ? at + size : at));
  const begin = open.begin ? (step > 0 ? low : high) : within(from);
  const end = open.end ? (step > 0 ? high : low) : within(to);
  return { begin, end, step, size: Math.max(0, Math.ceil((end - begin) / step)) };
}
