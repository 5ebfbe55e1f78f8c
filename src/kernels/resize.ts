import type { Attributes } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { nhwc, toNchw, toNhwc } from './nchw.js';
import { asFloat } from './numeric.js';
import { type Rows, resampled, transposed } from './resample.js';
import { like } from './shapes.js';
import type { Pair } from './windows.js';

/** The weights that make one row (or column) of the result: pairs of a source and its weight. */
export type Weights = (at: Axis, i: number) => readonly (readonly [source: number, weight: number])[];

/** One axis of a resize: sizes before and after, and where the centres of the pixels lie. */
export interface Axis {
  readonly from: number;
  /** Sources for one step of the result. */
  readonly step: number;
  readonly halfPixelCenters: boolean;
  readonly alignCorners: boolean;
}

/** images [batch, height, width, channels] -> [batch, ...size, channels] */
export function resize(name: string, weights: Weights): Kernel {
  return {
    name,
    inputs: ['images'],
    shape: ([images], { size }) => nhwc(images!.shape[0]!, size as unknown as Pair, images!.shape[3]!),
    lower([images], attributes, [y], emit) {
      const [rows, columns] = matrices(images!.shape, y!.shape, attributes, weights);
      return toNhwc(resampled(toNchw(asFloat(images!, emit), emit), rows, columns, emit), emit);
    },
  };
}

/** The gradient of a resize: the same weights, transposed. */
export function resizeGradient(name: string, weights: Weights): Kernel {
  return {
    name,
    inputs: ['dy', 'images'],
    shape: ([, images]) => like(images!),
    lower([dy, images], attributes, _outputs, emit) {
      const [rows, columns] = matrices(images!.shape, dy!.shape, attributes, weights);
      return toNhwc(resampled(toNchw(dy!, emit), transposed(rows), transposed(columns), emit), emit);
    },
  };
}

function matrices(from: readonly number[], to: readonly number[], attributes: Attributes, weights: Weights) {
  return [1, 2].map((axis) => matrix(from[axis]!, to[axis]!, attributes, weights)) as [Rows, Rows];
}

function matrix(from: number, to: number, attributes: Attributes, weights: Weights): Rows {
  const alignCorners = attributes.alignCorners === true;
  const step = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  const axis = { from, step, alignCorners, halfPixelCenters: attributes.halfPixelCenters === true };
  const numbers = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    for (const [source, weight] of weights(axis, i)) numbers[i * from + source]! += weight;
  }
  return { rows: to, columns: from, numbers };
}
