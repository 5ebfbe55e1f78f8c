import type { NDArray } from '../../src/arrays.js';
import type { ImageShape } from '../../src/augmentations/augmentation.js';
import type { AugmentationStep } from '../../src/augmentations/chain.js';
import { augmentations } from '../../src/augmentations/index.js';
import type { Options } from '../../src/experiment/part.js';
import { Augmenter } from '../../src/training/augment/augmenter.js';
import { row } from '../support/keras.js';

/** An augmentation with the defaults of its options filled in. */
export function step(name: string, options: Options): AugmentationStep {
  return row(augmentations, name, options);
}

/** A step that does what `drawn` says instead of drawing. */
export function given({ part, options }: AugmentationStep, drawn: readonly number[]): AugmentationStep {
  return { part: { ...part, draw: () => drawn }, options };
}

/** All rows after the steps, in their order, as float32. */
export function augmented(
  steps: readonly AugmentationStep[],
  x: NDArray,
  { seed = 0, epoch = 1, batch = x.shape[0]! } = {},
): Float32Array {
  const rows = x.shape[0]!;
  const augmenter = new Augmenter(steps, { shape: x.shape.slice(1), dtype: x.dtype }, batch, seed);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  augmenter.begin(epoch);
  const width = augmenter.batch.length / batch;
  const out = new Float32Array(rows * width);
  for (let start = 0; start < rows; start += batch) {
    const count = Math.min(batch, rows - start);
    augmenter.fill(x, order, start, count);
    out.set(augmenter.batch.subarray(0, count * width), start * width);
  }
  return out;
}

/** One float32 image after one step. */
export function changed(one: AugmentationStep, shape: ImageShape, data: ArrayLike<number>): Float32Array {
  return augmented([one], { shape: [1, ...shape], dtype: 'float32', data: Float32Array.from(data) });
}

/** Options with which an augmentation can be used on images of 8 x 9 and larger. */
export const OPTIONS: Readonly<Record<string, Options>> = {
  RandomContrast: { factor: 0.5 },
  RandomCrop: { height: 6, width: 7 },
  RandomFlip: {},
  RandomRotation: { factor: 0.2 },
  RandomTranslation: { height_factor: 0.2, width_factor: 0.3 },
  RandomZoom: { height_factor: 0.3, width_factor: 0.2 },
};
