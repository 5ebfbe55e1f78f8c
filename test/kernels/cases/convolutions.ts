import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32 } from '../compiled.js';

type Size = readonly [number, number];
type Pad = 'valid' | 'same' | number | readonly Size[];

/** A convolution over an image of shape [batch, height, width, in]. */
interface Convolution {
  readonly about?: string;
  readonly image: readonly [number, number, number, number];
  readonly kernel: Size;
  /** Channels of the result, or of each channel of the image in a depthwise convolution. */
  readonly out?: number;
  readonly strides?: Size;
  readonly pad?: Pad;
  readonly dilations?: Size;
  readonly absolute?: number;
}

const ROWS: readonly Convolution[] = [
  { image: [2, 6, 5, 3], kernel: [3, 3], out: 4 },
  { about: 'same', image: [2, 6, 5, 3], kernel: [3, 3], pad: 'same' },
  { about: 'an even kernel, same', image: [1, 5, 6, 2], kernel: [2, 4], pad: 'same' },
  { about: 'same, stride 2, odd', image: [2, 7, 5, 2], kernel: [3, 3], strides: [2, 2], pad: 'same' },
  { about: 'same, stride 2, even', image: [2, 8, 6, 2], kernel: [3, 3], strides: [2, 2], pad: 'same' },
  { about: 'a remainder', image: [2, 8, 9, 2], kernel: [3, 2], strides: [2, 3] },
  { about: 'a stride above the kernel', image: [2, 8, 9, 2], kernel: [1, 2], strides: [3, 4] },
  {
    about: 'same, a stride above the kernel',
    image: [1, 8, 9, 2],
    kernel: [1, 2],
    strides: [3, 4],
    pad: 'same',
  },
  { about: 'one channel', image: [1, 5, 5, 1], kernel: [3, 3], out: 1 },
  { about: '1x1', image: [2, 4, 3, 3], kernel: [1, 1], out: 5 },
  { about: '1x1, stride 2', image: [2, 5, 4, 3], kernel: [1, 1], strides: [2, 2] },
  { about: 'in one dimension', image: [2, 1, 9, 3], kernel: [1, 4], strides: [1, 2], pad: 'same' },
  { about: 'a kernel of the whole image', image: [2, 4, 3, 2], kernel: [4, 3] },
  {
    about: 'pads of each side',
    image: [2, 5, 6, 2],
    kernel: [3, 3],
    strides: [2, 2],
    pad: [
      [0, 0],
      [2, 0],
      [1, 2],
      [0, 0],
    ],
  },
  { about: 'a number as pad', image: [2, 5, 5, 2], kernel: [3, 3], strides: [2, 2], pad: 1 },
  { about: 'many channels', image: [1, 4, 4, 70], kernel: [3, 3], out: 66, pad: 'same', absolute: 1e-4 },
];

/** tfjs has no gradients of these; its kernel for the filters of depthwise ones would be wrong. */
const DILATED: readonly Convolution[] = [
  { about: 'dilated', image: [2, 7, 8, 2], kernel: [3, 2], dilations: [2, 3] },
  { about: 'dilated, same', image: [2, 7, 8, 2], kernel: [3, 3], dilations: [2, 2], pad: 'same' },
];

type Run = (tf: Ops, attributes: object, a: Tensor, b: Tensor) => Tensor;

const runs =
  (kernel: string, first: string, second: string): Run =>
  (tf, attributes, a, b) =>
    tf.engine().runKernel(kernel, { [first]: a, [second]: b }, attributes as never) as Tensor;

/** Sums of products cancel: what is lost is measured by their parts, which are about 1. */
const ABSOLUTE = 2e-5;

/** `result`: the size of what the convolution gives, so that a gradient can be asked for. */
function cases(
  rows: readonly Convolution[],
  depthwise: boolean,
  run: Run,
  of: 'forward' | 'input' | 'filter',
) {
  return rows.map((row): Case => {
    const {
      absolute = ABSOLUTE,
      image,
      kernel,
      out = 3,
      strides = [1, 1],
      pad = 'valid',
      dilations = [1, 1],
      about,
    } = row;
    const filter = [...kernel, image[3], out];
    const size = ([1, 2] as const).map((axis) => outputSize(row, axis));
    const result = f32([image[0], size[0]!, size[1]!, depthwise ? out * image[3] : out]);
    const operands = {
      forward: [f32(image), f32(filter)],
      input: [result, f32(filter)],
      filter: [f32(image), result],
    };
    const attributes = {
      strides,
      pad,
      dilations,
      inputShape: image,
      filterShape: filter,
      ...(depthwise ? {} : NHWC),
    };
    const f = (tf: Ops, ...[a, b]: Tensor[]) => run(tf, attributes, a!, b!);
    return { ...(about ? { about } : {}), inputs: operands[of], f, relative: 1e-5, absolute };
  });
}

const NHWC = { dataFormat: 'NHWC' };

/** Counted the slow way: windows that begin where a stride does and end inside of the padded image. */
function outputSize({ image, kernel, strides = [1, 1], pad, dilations = [1, 1] }: Convolution, axis: 1 | 2) {
  const at = axis - 1;
  if (pad === 'same') return Math.ceil(image[axis] / strides[at]!);
  const [before, after] = typeof pad === 'number' ? [pad, pad] : Array.isArray(pad) ? pad[axis]! : [0, 0];
  let count = 0;
  const reach = (kernel[at]! - 1) * dilations[at]! + 1;
  for (let i = 0; i + reach <= image[axis] + before + after; i += strides[at]!) count++;
  return count;
}

const all = [...ROWS, ...DILATED];

const turned = <T>(list: readonly T[]) => [list[0]!, list[3]!, list[1]!, list[2]!];

/** The same of images with their channels first: which operands are images, and whether the result is one. */
const channelsFirst =
  (run: Run, [a, b]: readonly [boolean, boolean], result: boolean): Run =>
  (tf, attributes, x, y) => {
    const { pad, inputShape } = attributes as { pad: unknown; inputShape: number[] };
    const first = {
      ...attributes,
      dataFormat: 'NCHW',
      pad: Array.isArray(pad) ? turned(pad) : pad,
      inputShape: turned(inputShape),
    };
    const turn = (image: boolean, value: Tensor) => (image ? tf.transpose(value, [0, 3, 1, 2]) : value);
    const made = run(tf, first, turn(a, x), turn(b, y));
    return result ? tf.transpose(made, [0, 2, 3, 1]) : made;
  };

/** What tfjs computes of the same images with their channels last is the oracle. */
function bothLayouts(
  rows: readonly Convolution[],
  run: Run,
  of: 'forward' | 'input' | 'filter',
  images: readonly [boolean, boolean],
): Case[] {
  const last = cases(rows, false, run, of);
  const first = cases(ROWS.slice(0, 14), false, channelsFirst(run, images, of !== 'filter'), of);
  const named = first.map((one, i) => ({
    ...one,
    about: ['channels first', one.about].filter(Boolean).join(', '),
    oracle: last[i]!.f,
  }));
  return [...last, ...named];
}

/** Convolutions and their gradients. */
export const convolutions: Cases = {
  Conv2D: bothLayouts(all, runs('Conv2D', 'x', 'filter'), 'forward', [true, false]),
  Conv2DBackpropFilter: bothLayouts(ROWS, runs('Conv2DBackpropFilter', 'x', 'dy'), 'filter', [true, true]),
  Conv2DBackpropInput: bothLayouts(ROWS, runs('Conv2DBackpropInput', 'dy', 'filter'), 'input', [true, false]),
  DepthwiseConv2dNative: cases(all, true, runs('DepthwiseConv2dNative', 'x', 'filter'), 'forward'),
  DepthwiseConv2dNativeBackpropFilter: cases(
    ROWS,
    true,
    runs('DepthwiseConv2dNativeBackpropFilter', 'x', 'dy'),
    'filter',
  ),
  DepthwiseConv2dNativeBackpropInput: cases(
    ROWS,
    true,
    runs('DepthwiseConv2dNativeBackpropInput', 'dy', 'filter'),
    'input',
  ),
};
