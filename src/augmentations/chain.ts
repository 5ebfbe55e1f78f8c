import { formatShape, type Spec } from '../arrays.js';
import type { Options } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import type { Augmentation, ImageShape } from './augmentation.js';

/** An augmentation with the options that an experiment gives it. */
export interface AugmentationStep {
  readonly part: Augmentation;
  readonly options: Options;
}

/** Height, width and channels of a sample. @throws Error where it is no image. */
export function imageShape({ shape }: Spec): ImageShape {
  const [height, width, channels = 1] = shape;
  if ((shape.length !== 2 && shape.length !== 3) || Math.min(...shape) < 1) {
    const found = shape.length === 0 ? 'single numbers' : `rows of ${formatShape(shape)}`;
    throw new Error(`needs images, height x width or height x width x channels, but found ${found}`);
  }
  return [height!, width!, channels];
}

/** The shapes on the way: `images[i]` is what step i takes, the last what comes out. @throws Error */
export function imageShapes(steps: readonly AugmentationStep[], input: Spec): ImageShape[] {
  const shapes = [imageShape(input)];
  for (const { part, options } of steps) shapes.push(part.shape(options, shapes.at(-1)!));
  return shapes;
}

/** One training sample after all steps: float32, and without channels where the raw one has none. @throws Error */
export function augmentedSpec(steps: readonly AugmentationStep[], input: Spec): Spec {
  if (steps.length === 0) return input;
  const [height, width, channels] = imageShapes(steps, input).at(-1)!;
  const shape = input.shape.length === 2 ? [height, width] : [height, width, channels];
  return { shape, dtype: 'float32' };
}

/** What evaluation does in place of the steps, inside the graph. `x`: [batch, ...raw sample]. */
export function evaluateAll(steps: readonly AugmentationStep[], x: Tensor, tf: Ops): Tensor {
  const changing = steps.filter(({ part }) => part.evaluate);
  if (changing.length === 0) return x;
  const [batch, height, width, channels = 1] = x.shape as [number, number, number, number?];
  const float = x.dtype === 'float32' ? x : tf.cast(x, 'float32');
  const images = tf.reshape(float, [batch, height, width, channels]);
  const changed = changing.reduce<Tensor>(
    (image, { part, options }) => part.evaluate!(options, image, tf),
    images,
  );
  return x.shape.length === 4 ? changed : tf.reshape(changed, changed.shape.slice(0, 3));
}
