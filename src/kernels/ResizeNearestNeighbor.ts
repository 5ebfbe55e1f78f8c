import type { Kernel } from './kernel.js';
import { toNchw, toNhwc } from './nchw.js';
import { enlarged } from './resample.js';
import { resize, type Weights } from './resize.js';

export const nearest: Weights = ({ from, step, halfPixelCenters, alignCorners }, i) => {
  const at = step * (halfPixelCenters ? i + 0.5 : i);
  return [[Math.min(from - 1, alignCorners ? Math.round(at) : Math.floor(at)), 1]];
};

const toAnySize = resize('ResizeNearestNeighbor', nearest);

export const ResizeNearestNeighbor: Kernel = {
  ...toAnySize,
  lower(inputs, attributes, outputs, emit) {
    const [from, to] = [inputs[0]!.shape, outputs[0]!.shape] as const;
    const multiple = to[1]! % from[1]! === 0 && to[2]! % from[2]! === 0;
    if (!multiple || attributes.alignCorners) return toAnySize.lower(inputs, attributes, outputs, emit);
    return toNhwc(enlarged(toNchw(inputs[0]!, emit), [to[1]!, to[2]!], emit), emit);
  },
};
