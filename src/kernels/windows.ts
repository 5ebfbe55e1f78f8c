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

const AXES = [0, 1] as const;

export const pair = (of: (axis: 0 | 1) => number): Pair => [of(0), of(1)];

/**
 * The windows over an image of shape [batch, height, width, channels], from the attributes that tfjs passes:
 * `strides`, `dilations` and `pad` (`valid`, `same`, a number, or [before, after] for each of the four axes).
 * `same` puts the odd row or column after the image, as TensorFlow does.
 *
 * @throws where no window fits, and for what no layer asks of tfjs (channels first, rounding up).
 */
export function windows(shape: readonly number[], kernel: Pair, attributes: Attributes): Windows {
  const { dataFormat, dimRoundingMode } = attributes;
  if (dataFormat !== undefined && dataFormat !== 'NHWC') {
    throw new Error(`windows are laid on NHWC images, found dataFormat ${dataFormat}`);
  }
  if (dimRoundingMode && dimRoundingMode !== 'floor') {
    throw new Error(`windows are counted with dimRoundingMode floor, found ${dimRoundingMode}`);
  }
  const input: Pair = [shape[1]!, shape[2]!];
  const strides = toPair(attributes.strides);
  const dilations = toPair(attributes.dilations);
  const reach = pair((i) => (kernel[i] - 1) * dilations[i] + 1);
  const pads = AXES.map((i) => padsOf(attributes.pad, i, input[i], reach[i], strides[i]));
  const before = pair((i) => pads[i]![0]);
  const after = pair((i) => pads[i]![1]);
  const output = pair((i) => Math.floor((input[i] + before[i] + after[i] - reach[i]) / strides[i]) + 1);
  if (output.some((size) => size < 1)) {
    throw new Error(`a window of ${reach.join('x')} does not fit an image of ${input.join('x')}`);
  }
  return { kernel, strides, dilations, before, after, input, output };
}

/** tfjs: one number for both axes, a list that begins with both, or nothing for 1. */
export function toPair(given: unknown): Pair {
  if (given === undefined || given === null) return [1, 1];
  return typeof given === 'number' ? [given, given] : [(given as Pair)[0], (given as Pair)[1]];
}

function padsOf(pad: unknown, axis: 0 | 1, size: number, reach: number, stride: number): Pair {
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
