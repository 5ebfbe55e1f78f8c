import { constraints } from '../constraints/index.js';
import { chosen, pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { commonMisfit } from '../optimizers/common.js';
import type { Model, ModelProblem } from './model.js';

/** Options of the optimizer that do not go together. */
export function checkOptimizer({ optimizer }: Experiment): ModelProblem[] {
  const { name, options } = chosen(optimizer);
  const misfit = commonMisfit(options);
  if (!misfit) return [];
  const { option, message, hint } = misfit;
  return [{ path: ['optimizer', name, option], message, hint }];
}

/** Constraints that do not fit the shapes of their weights. */
export function checkConstraints({ layers }: Model): ModelProblem[] {
  return layers.flatMap(({ built, layer, options, index }) =>
    (built.weights ?? []).flatMap(({ name, shape, constraint }) => {
      if (constraint === undefined) return [];
      const { part, options: given } = pick(constraints, constraint);
      const message = part.misfit?.(given as never, shape);
      if (message === undefined) return [];
      // The option that the layer made it of: `kernel_constraint`.
      const option = Object.keys(options).find((key) => options[key] === constraint);
      const path = ['architecture', index, layer.name, ...(option === undefined ? [] : [option])];
      return [{ path, layer: layer.name, message: `${part.name} of ${name}: ${message}` }];
    }),
  );
}
