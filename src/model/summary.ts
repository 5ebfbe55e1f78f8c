import type { Spec } from '../arrays.js';
import type { Experiment } from '../experiment/types.js';
import { stepCost } from './cost.js';
import type { Model } from './model.js';
import type { Summary } from './summary-type.js';
import { layOut } from './weights.js';

export type { Summary } from './summary-type.js';

/** What a model is and what a training step of `batchSize` rows costs. `x`: one raw sample. */
export function summarize(experiment: Experiment, model: Model, x: Spec, batchSize: number): Summary {
  const layout = layOut(model);
  const count = (weights: typeof layout.weights) => weights.reduce((sum, { size }) => sum + size, 0);
  const trainable = count(layout.weights.filter(({ trained }) => trained));
  const total = count(layout.weights);
  const cost = stepCost(experiment, model, layout, x, batchSize);
  return {
    name: experiment.name,
    layers: model.layers.map(({ name, layer, built, inputs }) => ({
      name,
      type: layer.name,
      output: built.output.shape,
      parameters: count(layout.weights.filter((weight) => weight.layer === name)),
      inputs,
    })),
    total,
    trainable,
    nonTrainable: total - trainable,
    batchSize,
    flopsPerStep: cost.flops,
    memoryPerStep: cost.memory,
  };
}
