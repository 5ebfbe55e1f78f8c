import type { Attributes } from '../graph/graph.js';

export type Pair = readonly [height: number, width: number];

/** Where the windows of a convolution or a pool lie on the rows and columns of an image. */
export interface Windows {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Rows and columns added before and after the image. */
  readonly before: Pair;
  readonly after: Pair;
  readonly input: Pair;
  readonly output: Pair;
}

const ROUNDINGS = { floor: Math.floor, round: Math.round, ceil: Math.ceil };
const AXES = [0, 1] as const;

export const pair = (of: (axis: 0 | 1) => number): Pair => [of(0), of(1)];

/**
 * The windows over an image of shape [batch, height, width, channels], from the attributes that tfjs passes:
 * `strides`, `dilations` and `pad` (`valid`, `same`, a number, or [before, after] for each of the four axes).
 * `same` puts the odd row or column after the image, as TensorFlow does. `dimRoundingMode` says how the number of
 * windows is rounded, down unless given; up to what lies past the image is padding.
 *
 * @throws where no window fits, and for images with the channels first (see channels-first.ts).
 */
export function windows(shape: readonly number[], kernel: Pair, attributes: Attributes): Windows {
  const { dataFormat, dimRoundingMode } = attributes;
  if (dataFormat !== undefined && dataFormat !== 'NHWC') {
    throw new Error(`windows are laid on NHWC images, found dataFormat ${dataFormat}`);
  }
  const input: Pair = [shape[1]!, shape[2]!];
  const strides = toPair(attributes.strides);
  const dilations = toPair(attributes.dilations);
  const reach = pair((i) => (kernel[i] - 1) * dilations[i] + 1);
  const pads = AXES.map((i) => padsOf(attributes.pad, i, input[i], reach[i], strides[i]));
  const before = pair((i) => pads[i]![0]);
  const asked = pair((i) => pads[i]![1]);
  const laid = AXES.map((i) => along(input[i] + before[i] + asked[i], reach[i], strides[i], dimRoundingMode));
  const output = pair((i) => laid[i]!.count);
  const after = pair((i) => asked[i] + laid[i]!.beyond);
  if (output.some((size) => size < 1)) {
    throw new Error(`a window of ${reach.join('x')} does not fit an image of ${input.join('x')}`);
  }
  return { kernel, strides, dilations, before, after, input, output };
}

/**
 * How many windows that reach over so many pixels stand along one axis, its padding included, and how far past it
 * the last one reaches where their number was rounded up.
 */
export function along(size: number, reach: number, stride: number, rounding: unknown) {
  const whole = ROUNDINGS[(rounding as keyof typeof ROUNDINGS | undefined) || 'floor'];
  const count = whole((size - reach) / stride) + 1;
  return { count, beyond: Math.max(0, (count - 1) * stride + reach - size) };
}

/** tfjs: one number for both axes, a list that begins with both, or nothing for 1. */
export function toPair(given: unknown): Pair {
  if (given === undefined || given === null) return [1, 1];
  return typeof given === 'number' ? [given, given] : [(given as Pair)[0], (given as Pair)[1]];
}

/** The padding before and after one axis of an image. */
export function padsOf(pad: unknown, axis: number, size: number, reach: number, stride: number): Pair {
  if (pad === 'valid') return [0, 0];
  if (pad === 'same') {
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  }
  return typeof pad === 'number' ? [pad, pad] : (pad as readonly Pair[])[axis + 1]!;
}

/** The rows and columns that no window reaches: fewer than a stride. */
export const remainder = ({ kernel, strides, dilations, before, after, input, output }: Windows): Pair =>
  pair(
    (i) =>
      input[i] + before[i] + after[i] - (output[i] - 1) * strides[i] - (kernel[i] - 1) * dilations[i] - 1,
  );

export const padded = ({ before, after }: Windows) => [...before, ...after].some((size) => size > 0);

/** Two windows may see one pixel. */
export const overlapping = ({ kernel, strides }: Windows) => AXES.some((i) => kernel[i] > strides[i]);

/** The windows as the attributes of ONNX's pools and convolutions. */
export function windowAttributes({ kernel, strides, dilations, before, after }: Windows): Attributes {
  return { kernel_shape: kernel, strides, dilations, pads: [...before, ...after] };
}
