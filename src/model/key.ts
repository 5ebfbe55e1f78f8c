import { createHash } from 'node:crypto';
import { canonicalJson } from '../experiment/hash.js';
import type { Experiment } from '../experiment/types.js';
import type { Plan } from './plan.js';

/**
 * sha256 over all that the steps of a plan are made of: equal for plans whose traces are equal. Learning rate, seed and
 * epochs are not among it, and of the data only what it is to the model.
 */
export function keyOf(experiment: Experiment, plan: Omit<Plan, 'key'>): string {
  const { architecture, loss, metrics, data } = experiment;
  const { preprocess, augment, target } = data;
  const { model, layout, judged, x, y, oneHot } = plan;
  const written = { architecture, loss, metrics, preprocess, augment, target };
  const found = { input: model.input, layout, judged, x, y, oneHot };
  const hash = createHash('sha256').update(canonicalJson({ written, found }));
  for (const [i, { fitted }] of plan.preprocess.entries()) {
    for (const [name, { shape, data: numbers }] of Object.entries(fitted)) {
      hash.update(`${i} ${name} [${shape}];`);
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    }
  }
  return hash.digest('hex');
}
