import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import type { ImageKernels, Pixels } from './kernels.js';

/** Height, width and channels of one image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * A random change of the training images, with the arguments, defaults and numbers of the Keras 3 layer of the same
 * name. It sees raw rows as float32, before `data.preprocess`, and works on one image at a time: what happens to a
 * row depends on the seed, the epoch and the row alone.
 */
export interface Augmentation<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** The image that it makes of an image; throws an Error whose message says what does not fit. */
  shape(options: OptionsOf<S>, input: ImageShape): ImageShape;
  /**
   * What is to be done to one image: the numbers that Keras's `get_random_transformation` draws. `uniform` gives
   * the next number in [0, 1).
   */
  draw(options: OptionsOf<S>, input: ImageShape, uniform: () => number): readonly number[];
  /** Does it: reads an image of shape `input`, writes one of the shape that `shape` said. */
  apply(
    options: OptionsOf<S>,
    input: ImageShape,
    drawn: readonly number[],
    from: Pixels,
    to: Pixels,
    kernels: ImageKernels,
  ): void;
  /**
   * What evaluation does instead, inside the compiled graph; absent: nothing. `x`: float32 [batch, height, width,
   * channels]. Required where `shape` changes the shape.
   */
  evaluate?(options: OptionsOf<S>, x: Tensor, tf: Ops): Tensor;
}

/** Keeps the literal type of the option schema while checking the row. */
export function defineAugmentation<const S extends OptionSchema>(
  augmentation: Augmentation<S>,
): Augmentation<S> {
  return augmentation;
}

/** Most of them change no shape. */
export const sameShape = (_options: unknown, input: ImageShape): ImageShape => input;
