import type { Attributes, Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { permuted } from './nchw.js';
import { along, padsOf } from './windows.js';

export type Triple = readonly [depth: number, height: number, width: number];

/** Where the windows of a convolution or a pool lie in a volume: as Windows, with one axis more. */
export interface Cubes {
  readonly kernel: Triple;
  readonly strides: Triple;
  readonly dilations: Triple;
  readonly before: Triple;
  readonly after: Triple;
  readonly input: Triple;
  readonly output: Triple;
}

const triple = (of: (axis: 0 | 1 | 2) => number): Triple => [of(0), of(1), of(2)];

/** tfjs: one number for all axes, a list that begins with all, or nothing for 1. */
export const toTriple = (given: unknown): Triple =>
  Array.isArray(given) ? triple((i) => given[i] as number) : triple(() => (given as number | undefined) ?? 1);

/**
 * The windows over volumes of shape [batch, depth, height, width, channels], from the attributes that tfjs passes
 * (see windows). Along an axis that is smaller than a window there is none.
 *
 * @throws for volumes with the channels first.
 */
export function cubes(shape: readonly number[], kernel: Triple, attributes: Attributes): Cubes {
  const { dataFormat, dimRoundingMode, pad } = attributes;
  if (dataFormat !== undefined && dataFormat !== 'NDHWC')
    throw new Error(`windows are laid in NDHWC volumes, found dataFormat ${dataFormat}`);
  const input = triple((i) => shape[i + 1]!);
  const strides = toTriple(attributes.strides);
  const dilations = toTriple(attributes.dilations);
  const reach = triple((i) => (kernel[i] - 1) * dilations[i] + 1);
  const pads = input.map((size, i) => padsOf(pad, i, size, reach[i]!, strides[i]!));
  const laid = input.map((size, i) =>
    along(size + pads[i]![0] + pads[i]![1], reach[i]!, strides[i]!, dimRoundingMode),
  );
  const output = triple((i) => Math.max(0, laid[i]!.count));
  const before = triple((i) => pads[i]![0]);
  const after = triple((i) => pads[i]![1] + laid[i]!.beyond);
  return { kernel, strides, dilations, before, after, input, output };
}

/** The windows of a pool. */
export const pooled = (shape: readonly number[], attributes: Attributes): Cubes =>
  cubes(shape, toTriple(attributes.filterSize), attributes);

/** onnxruntime's pools take less padding than a window has pixels. */
export const spacious = ({ kernel, before, after }: Cubes) =>
  kernel.some((size, i) => before[i]! >= size || after[i]! >= size);

/** What no window reaches: fewer than a stride. */
export const leftOver = ({ kernel, strides, dilations, before, after, input, output }: Cubes): Triple =>
  triple(
    (i) =>
      input[i] + before[i] + after[i] - (output[i] - 1) * strides[i] - (kernel[i] - 1) * dilations[i] - 1,
  );

/** The windows as the attributes of ONNX's pools and convolutions. */
export function cubeAttributes({ kernel, strides, dilations, before, after }: Cubes): Attributes {
  return { kernel_shape: kernel, strides, dilations, pads: [...before, ...after] };
}

/** [batch, depth, height, width, channels] -> [batch, channels, depth, height, width] */
export const toNcdhw = (x: Value, emit: Emit) => permuted(x, [0, 4, 1, 2, 3], emit);

/** [batch, channels, depth, height, width] -> [batch, depth, height, width, channels] */
export const toNdhwc = (x: Value, emit: Emit) => permuted(x, [0, 2, 3, 4, 1], emit);

/** [depth, height, width, in, out] -> [out, in, depth, height, width] */
export const toOidhw = (filter: Value, emit: Emit) => permuted(filter, [4, 3, 0, 1, 2], emit);

/** The kernel's part of a filter's shape. */
export const kernelOf = (filter: readonly number[]): Triple => triple((i) => filter[i]!);
