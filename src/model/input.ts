import { allocate, formatShape, type Spec, sizeOf } from '../arrays.js';
import { augmentedSpec } from '../augmentations/chain.js';
import { augmentations } from '../augmentations/index.js';
import { pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { chainShape, type Step } from '../preprocess/chain.js';
import { preprocess } from '../preprocess/index.js';
import type { ModelProblem } from './model.js';

/**
 * What the model takes of a raw row `x`: one sample after augmentation and preprocessing. Images that nothing
 * converts become float32 all the same.
 */
export function inputOf(experiment: Experiment, x: Spec): Spec | ModelProblem {
  const augmented = augmentedOf(experiment, x);
  if ('message' in augmented) return augmented;
  let [spec, raw] = [augmented, x];
  for (const [index, choice] of experiment.data.preprocess.entries()) {
    const step = pick(preprocess, choice);
    try {
      checkFitted(step, raw, spec);
      [spec, raw] = [chainShape([step], spec), chainShape([step], raw)];
    } catch (error) {
      return { path: ['data', 'preprocess', index], message: (error as Error).message };
    }
  }
  return spec.dtype === 'uint8' || spec.dtype === 'bool' ? { shape: spec.shape, dtype: 'float32' } : spec;
}

/** One training sample after augmentation, as the compiled step takes it. */
export function augmentedOf(experiment: Experiment, x: Spec): Spec | ModelProblem {
  const steps = experiment.data.augment.map((choice) => pick(augmentations, choice));
  for (const index of steps.keys()) {
    try {
      augmentedSpec(steps.slice(0, index + 1), x);
    } catch (error) {
      return { path: ['data', 'augment', index], message: (error as Error).message };
    }
  }
  return augmentedSpec(steps, x);
}

/**
 * Transforms are fitted to raw rows, as Keras's adapt does: numbers for every place of a raw row do not fit a row
 * that augmentation has made smaller.
 */
function checkFitted({ part, options }: Step, raw: Spec, augmented: Spec): void {
  if (formatShape(raw.shape) === formatShape(augmented.shape)) return;
  const zeros = allocate(raw.dtype, sizeOf(raw.shape));
  const fitted = part.fit(options, { shape: [1, ...raw.shape], dtype: raw.dtype, data: zeros });
  for (const { shape } of Object.values(fitted)) {
    const fits = shape.every((size, axis) => size === 1 || size === augmented.shape[axis]);
    if (fits) continue;
    const [before, after] = [formatShape(raw.shape), formatShape(augmented.shape)];
    throw new Error(
      `${part.name} has numbers of its own for ${formatShape(shape)} places of a raw row of ${before}, which do not fit ` +
        `${after} after data.augment: leave axis null, or to the channels`,
    );
  }
}
