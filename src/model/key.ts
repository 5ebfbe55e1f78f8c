import { createHash } from 'node:crypto';
import { canonicalJson } from '../experiment/hash.js';
import type { Experiment } from '../experiment/types.js';
import type { Plan } from './plan.js';

/**
 * sha256 over all that the steps of a plan are made of: equal for plans whose traces are equal. Learning rate, seed and
 * epochs are not among it, and of the data only what it is to the model.
 */
export function keyOf(experiment: Experiment, plan: Omit<Plan, 'key'>): string {
  const { architecture, loss, loss_weights, metrics, weighted_metrics, data } = experiment;
  const { preprocess, augment, target, inputs, targets } = data;
  const { model, layout, heads, x, y, weighted } = plan;
  const written = {
    architecture,
    loss,
    loss_weights,
    metrics,
    weighted_metrics,
    preprocess,
    augment,
    target,
    inputs,
    targets,
  };
  const ends = heads.map(({ judged, target }) => ({ judged, target }));
  const found = { input: model.input, groups: model.groups, layout, ends, x, y, weighted };
  const hash = createHash('sha256').update(canonicalJson({ written, found }));
  for (const [i, { fitted }] of plan.preprocess.entries()) {
    for (const [name, { shape, data: numbers }] of Object.entries(fitted)) {
      hash.update(`${i} ${name} [${shape}];`);
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    }
  }
  return hash.digest('hex');
}
