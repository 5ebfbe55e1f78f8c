import { formatShape, type Spec } from '../arrays.js';
import { type Choice, chosen, pick } from '../experiment/part.js';
import { initializers } from '../initializers/index.js';
import { layers as table } from '../layers/index.js';
import type { Built, Layer } from '../layers/layer.js';
import { findLayer } from './find.js';
import { INPUT, type Model, type ModelLayer, type ModelProblem } from './model.js';
import { orderLayers } from './order.js';

export type BuildResult = { readonly model: Model } | { readonly problems: readonly ModelProblem[] };

/**
 * Builds the model of a resolved architecture on inputs of one shape: resolves `inputs`, finds cycles and
 * layers that lead nowhere, and infers every shape. Reports all problems at once; a layer behind a wrong one
 * is not judged.
 */
export function buildModel(architecture: readonly Choice[], input: Spec): BuildResult {
  const { order, entries, problems } = orderLayers(architecture);
  const specs = new Map<string, Spec>([[INPUT, input]]);
  const built: ModelLayer[] = [];
  for (const { name, index, inputs } of order) {
    const { part, options } = pick<Layer>(table, architecture[index]!);
    const given = inputs.map((source) => specs.get(source));
    if (given.some((spec) => spec === undefined)) continue;
    const at = { path: ['architecture', index], layer: part.name };
    if (part.inputs !== 'many' && inputs.length !== 1) {
      problems.push({ ...at, message: `takes one input, found ${inputs.length}: ${inputs.join(', ')}` });
      continue;
    }
    try {
      const taken = (given as Spec[]).map((spec) =>
        part.integers ? spec : { ...spec, dtype: 'float32' as const },
      );
      const result = part.build(options as never, taken, findLayer);
      const wrong = misfits(result);
      if (wrong.length > 0) problems.push(...wrong.map((problem) => ({ ...problem, ...at })));
      specs.set(name, result.output);
      const activation = part.activation?.(options as never, taken);
      const trainable = options.trainable !== false;
      built.push({ name, layer: part, options, inputs, built: result, activation, trainable, index });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const shapes = given.map((spec) => formatShape(spec!.shape)).join(' and ');
      problems.push({ ...at, message: `${error.message} (input ${shapes})` });
    }
  }
  const lastName = entries.at(-1)?.name;
  const last = built.find(({ name }) => name === lastName);
  if (problems.length > 0 || !last) return { problems };
  return { model: { input, layers: built, last, output: last.built.output } };
}

/** Initializers that cannot fill the weights they are for. */
function misfits({ weights = [] }: Built): { readonly message: string }[] {
  return weights.flatMap(({ name, shape, initializer }) => {
    const { part, options } = pick(initializers, initializer);
    const message = part.misfit?.(options as never, shape);
    return message === undefined ? [] : [{ message: `${name}: ${message}` }];
  });
}

/** The activation that ends the model, by name. */
export function lastActivation(model: Model): string {
  return model.last.activation ? chosen(model.last.activation).name : 'linear';
}
