import { BYTES, type Spec, sizeOf } from '../arrays.js';
import { augmentedSpec } from '../augmentations/chain.js';
import { augmentations } from '../augmentations/index.js';
import { pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { optimizers } from '../optimizers/index.js';
import type { Model } from './model.js';
import type { Layout } from './weights.js';

export interface Cost {
  /** Floating-point operations of a training step: forward, and twice as many backward (kernels and inputs). */
  readonly flops: number;
  /** Bytes that a training step touches: weights, gradient, slots, activations and their gradients, a batch. */
  readonly memory: number;
}

/** An estimate of what one training step costs; nothing is allocated for it. */
export function stepCost(experiment: Experiment, model: Model, layout: Layout, x: Spec, batch: number): Cost {
  const forward = model.layers.reduce((sum, { built }) => sum + (built.flops ?? 0), 0) * batch;
  const { part, options } = pick(optimizers, experiment.optimizer);
  const vectors = layout.parameters * (2 + part.slots(options as never).length) + layout.state * 2;
  const activations = model.layers.reduce((sum, { built }) => sum + sizeOf(built.output.shape), 0);
  const random = model.layers
    .flatMap(({ built }) => built.random ?? [])
    .reduce((sum, spec) => sum + sizeOf(spec.shape(batch)), 0);
  const steps = experiment.data.augment.map((choice) => pick(augmentations, choice));
  const fed = augmentedSpec(steps, x);
  const raw = sizeOf(fed.shape) * (BYTES[fed.dtype] + 4);
  const memory = 4 * (vectors + random + 2 * batch * activations) + batch * raw;
  return { flops: 3 * forward, memory };
}
