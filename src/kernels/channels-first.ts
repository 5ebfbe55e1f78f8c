import type { Attributes, Value, ValueSpec } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { toNchw, toNhwc } from './nchw.js';

/** A kernel of images that tfjs may hand over with the channels first (`dataFormat: NCHW`). */
interface Layout {
  /** Which operands are images. */
  readonly images: readonly number[];
  /** Whether the result is one; if not, it is a filter. */
  readonly result: boolean;
}

/**
 * A kernel over images [batch, height, width, channels], for those with the channels first as well: they are
 * transposed at its edges, where a pass cancels that with what the lowering does the other way.
 */
export function channelsFirst(kernel: Kernel, { images, result }: Layout): Kernel {
  return {
    ...kernel,
    shape(inputs, attributes) {
      if (attributes.dataFormat !== 'NCHW') return kernel.shape(inputs, attributes);
      const operands = inputs.map((spec, i) => (images.includes(i) ? last(spec) : spec));
      const spec = kernel.shape(operands, channelsLast(attributes)) as ValueSpec;
      return result ? { ...spec, shape: order(spec.shape, [0, 3, 1, 2]) } : spec;
    },
    lower(inputs, attributes, outputs, emit) {
      if (attributes.dataFormat !== 'NCHW') return kernel.lower(inputs, attributes, outputs, emit);
      const operands = inputs.map((value, i) => (images.includes(i) ? toNhwc(value, emit) : value));
      const specs = outputs.map((spec) => (result ? last(spec) : spec));
      const found = kernel.lower(operands, channelsLast(attributes), specs, emit) as Value;
      return result ? toNchw(found, emit) : found;
    },
  };
}

const order = <T>(list: readonly T[], axes: readonly number[]) => axes.map((axis) => list[axis]!);

const last = ({ shape, dtype }: ValueSpec): ValueSpec => ({ shape: order(shape, [0, 2, 3, 1]), dtype });

/** The attributes that speak of axes. */
function channelsLast({ pad, inputShape, ...rest }: Attributes): Attributes {
  const turned = (list: unknown) =>
    Array.isArray(list) ? (order(list, [0, 2, 3, 1]) as readonly number[]) : (list as string);
  return { ...rest, dataFormat: 'NHWC', pad: turned(pad), inputShape: turned(inputShape) };
}
