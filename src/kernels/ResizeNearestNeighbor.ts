import type { Value, ValueSpec } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { toNchw, toNhwc } from './nchw.js';
import { asFloat, converted } from './numeric.js';
import { enlarged } from './resample.js';
import { resize, type Weights } from './resize.js';

export const nearest: Weights = ({ from, step, halfPixelCenters, alignCorners }, i) => {
  const at = step * (halfPixelCenters ? i + 0.5 : i);
  return [[Math.min(from - 1, alignCorners ? Math.round(at) : Math.floor(at)), 1]];
};

const toAnySize = resize('ResizeNearestNeighbor', nearest);

/** The pixels keep their type. */
export const ResizeNearestNeighbor: Kernel = {
  ...toAnySize,
  shape(inputs, attributes) {
    const { shape } = toAnySize.shape(inputs, attributes) as ValueSpec;
    return { shape, dtype: inputs[0]!.dtype };
  },
  lower(inputs, attributes, outputs, emit) {
    return converted(nearestOf(inputs, attributes, outputs, emit), outputs[0]!.dtype, emit);
  },
};

const nearestOf = (...[inputs, attributes, outputs, emit]: Parameters<Kernel['lower']>): Value => {
  const [from, to] = [inputs[0]!.shape, outputs[0]!.shape] as const;
  const multiple = to[1]! % from[1]! === 0 && to[2]! % from[2]! === 0;
  if (!multiple || attributes.alignCorners)
    return toAnySize.lower(inputs, attributes, outputs, emit) as Value;
  return toNhwc(enlarged(toNchw(asFloat(inputs[0]!, emit), emit), [to[1]!, to[2]!], emit), emit);
};
