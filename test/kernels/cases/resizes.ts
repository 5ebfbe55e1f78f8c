import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32, i32 } from '../compiled.js';

type Size = readonly [number, number];

const SIZES: readonly (readonly [from: Size, to: Size])[] = [
  [
    [2, 3],
    [4, 9],
  ],
  [
    [3, 4],
    [5, 7],
  ],
  [
    [5, 4],
    [2, 3],
  ],
  [
    [1, 4],
    [3, 4],
  ],
  [
    [4, 3],
    [1, 1],
  ],
];

const MODES = [
  { alignCorners: false, halfPixelCenters: false },
  { alignCorners: false, halfPixelCenters: true },
  { alignCorners: true, halfPixelCenters: false },
];

const rows = SIZES.flatMap(([from, size]) =>
  MODES.map((mode) => {
    const about = `to ${size}${mode.alignCorners ? ', corners' : ''}${mode.halfPixelCenters ? ', centres' : ''}`;
    return { from, attributes: { ...mode, size } as never, size, about };
  }),
);

const TOLERANCE = { relative: 1e-5, absolute: 1e-6 };

const resize = (kernel: string) =>
  rows.map(
    ({ from, attributes, about }): Case => ({
      about,
      inputs: [f32([2, ...from, 2])],
      f: (tf, images) => tf.engine().runKernel(kernel, { images: images! }, attributes) as Tensor,
      ...TOLERANCE,
    }),
  );

/**
 * The gradients of tfjs's cpu backend do not know halfPixelCenters, and are wrong for a second image or a long
 * one. So: what each pixel alone becomes, times dy.
 */
const gradient = (kernel: string) =>
  rows.map(
    ({ from, size, attributes, about }): Case => ({
      about,
      inputs: [f32([2, ...size, 3]), f32([2, ...from, 3])],
      f: (tf, dy, images) =>
        tf.engine().runKernel(`${kernel}Grad`, { dy: dy!, images: images! }, attributes) as Tensor,
      oracle(tf, dy) {
        const pixels = Array.from({ length: from[0] * from[1] }, (_, i) => pixel(tf, from, i));
        const parts = pixels.map((images) => {
          const seen = tf.engine().runKernel(kernel, { images }, attributes) as Tensor;
          return tf.sum(tf.mul(dy!, seen), [1, 2]);
        });
        return tf.reshape(tf.stack(parts, 1), [2, ...from, 3]);
      },
      ...TOLERANCE,
    }),
  );

const pixel = (tf: Ops, [height, width]: Size, at: number) =>
  tf.reshape(tf.oneHot(tf.scalar(at, 'int32'), height * width, 1, 0, 'float32'), [1, height, width, 1]);

const whole = (kernel: string): Case => ({
  inputs: [i32([1, 2, 3, 2])],
  f: (tf, images) => {
    const attributes = { size: [4, 6], alignCorners: false, halfPixelCenters: false };
    return tf.engine().runKernel(kernel, { images: images! }, attributes) as Tensor;
  },
  ...TOLERANCE,
});

/** Resizing of images, and its gradients. */
export const resizes: Cases = {
  ResizeBilinear: [...resize('ResizeBilinear'), whole('ResizeBilinear')],
  ResizeBilinearGrad: gradient('ResizeBilinear'),
  ResizeNearestNeighbor: [...resize('ResizeNearestNeighbor'), whole('ResizeNearestNeighbor')],
  ResizeNearestNeighborGrad: gradient('ResizeNearestNeighbor'),
};
