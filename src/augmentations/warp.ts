import type { OptionsOf } from '../experiment/part.js';
import type { ImageShape } from './augmentation.js';
import type { ImageKernels, Pixels } from './kernels.js';

/** Numbers of the modes in assembly/coordinates.ts. */
const MODES = { constant: 0, nearest: 1, reflect: 2, wrap: 3 } as const;

/** Options of every augmentation that moves pixels. */
export const warpOptions = {
  fill_mode: {
    enum: ['constant', 'nearest', 'reflect', 'wrap'],
    default: 'reflect',
    description:
      'What lies beyond the edge: reflect (d c b a | a b c d | d c b a), constant (fill_value), ' +
      'wrap (a b c d | a b c d), nearest (a a a a | a b c d | d d d d).',
  },
  interpolation: {
    enum: ['bilinear', 'nearest'],
    default: 'bilinear',
    description: 'bilinear mixes the four pixels around a place, nearest takes one.',
  },
  fill_value: {
    type: 'number',
    default: 0,
    description: 'Beyond the edge under fill_mode constant, in units of the raw data.',
  },
} as const;

export type WarpOptions = OptionsOf<{ type: 'object'; properties: typeof warpOptions }>;

/** Target pixel (x, y) is read at (a0 x + a1 y + a2, b0 x + b1 y + b2): the first six numbers of Keras's transform. */
export type Matrix = readonly [a0: number, a1: number, a2: number, b0: number, b1: number, b2: number];

/** keras.ops.image.affine_transform on one image. */
export function warp(
  { fill_mode, interpolation, fill_value }: WarpOptions,
  [height, width, channels]: ImageShape,
  [a0, a1, a2, b0, b1, b2]: Matrix,
  from: Pixels,
  to: Pixels,
  kernels: ImageKernels,
): void {
  if (fill_mode === 'constant') kernels.frame(from.address, from.pitch, height, width, channels, fill_value);
  const run = interpolation === 'nearest' ? kernels.affineNearest : kernels.affineBilinear;
  const mode = MODES[fill_mode];
  const { address, pitch } = to;
  run(
    from.address,
    from.pitch,
    height,
    width,
    channels,
    address,
    pitch,
    height,
    width,
    a0,
    a1,
    a2,
    b0,
    b1,
    b2,
    mode,
  );
}
