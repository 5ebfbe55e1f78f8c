import { formatShape } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';

export type Tensor4D = import('@tensorflow/tfjs-core').Tensor4D;

/**
 * The shape of one image as [height, width, channels]. An image without an axis of channels, as MNIST's 28x28,
 * has one channel: every 2D layer takes it as it is. (Keras wants it reshaped.)
 */
export function imageShape(sample: readonly number[]): readonly [number, number, number] {
  if (sample.length === 3) return sample as readonly [number, number, number];
  if (sample.length === 2) return [...sample, 1] as unknown as [number, number, number];
  const expected = 'expected height x width x channels, or height x width';
  throw new Error(`takes images, got ${formatShape(sample)}: ${expected}; put a Reshape in front of it`);
}

/** A batch of images [batch, height, width, channels], of samples that imageShape accepts. */
export function asImages(x: Tensor, tf: Ops): Tensor4D {
  const images: Tensor = x.rank === 4 ? x : tf.reshape(x, [...x.shape, 1]);
  return images as Tensor4D;
}

/** The shape of one sequence as [steps, channels]. */
export function sequenceShape(sample: readonly number[]): readonly [number, number] {
  if (sample.length === 2) return sample as readonly [number, number];
  const found = `takes sequences, got ${formatShape(sample)}: expected steps x channels`;
  throw new Error(`${found}; put a Reshape in front of it`);
}

/** A batch of sequences as images one pixel high, [batch, 1, steps, channels]: what 2D operations take. */
export function asRows(x: Tensor, tf: Ops): Tensor4D {
  const [batch, steps, channels] = x.shape as [number, number, number];
  return tf.reshape(x, [batch, 1, steps, channels]) as Tensor4D;
}

/** The way back from asRows. */
export function fromRows(x: Tensor, tf: Ops): Tensor {
  return tf.reshape(x, [x.shape[0]!, ...x.shape.slice(2)]);
}

/** Sizes along the steps as those of images one pixel high. */
export const oneHigh = (along: readonly number[]): number[] => [1, ...along];
