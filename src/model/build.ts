import { activated } from '../activations/activate.js';
import { formatShape, type Spec } from '../arrays.js';
import { type Choice, chosen, pick } from '../experiment/part.js';
import { initializers } from '../initializers/index.js';
import { layers as table } from '../layers/index.js';
import type { Built, Layer } from '../layers/layer.js';
import { regularizers } from '../regularizers/index.js';
import { adapts } from './adapt.js';
import { findLayer } from './find.js';
import { type Group, INPUT, type Model, type ModelLayer, type ModelProblem } from './model.js';
import { orderLayers } from './order.js';

export type BuildResult = { readonly model: Model } | { readonly problems: readonly ModelProblem[] };

/** What a model has beside its layers. */
export interface Ends {
  readonly groups?: readonly Group[];
  /** Names of the layers that are outputs; absent: the last one is. */
  readonly outputs?: readonly string[];
}

/**
 * Builds the model of a resolved architecture on inputs of one shape: resolves `inputs`, finds cycles and
 * layers that lead nowhere, and infers every shape. Reports all problems at once; a layer behind a wrong one
 * is not judged.
 */
export function buildModel(
  architecture: readonly Choice[],
  input: Spec,
  { groups = [], outputs }: Ends = {},
): BuildResult {
  const names = groups.map(({ name }) => name);
  const { order, entries, problems } = orderLayers(architecture, names, outputs);
  const cut = groups.map(({ name, columns }) => [name, groupSpec(input, columns)] as const);
  const specs = new Map<string, Spec>([[INPUT, input], ...cut]);
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
    if (
      adapts({ layer: part, options }) &&
      inputs.some((source) => source !== INPUT && !names.includes(source))
    ) {
      const message = `takes its numbers from the training inputs, found ${inputs.join(', ')} in front of it`;
      problems.push({ ...at, message, hint: 'put it right behind the input, or give it mean and variance' });
      continue;
    }
    try {
      const taken = (given as Spec[]).map((spec) =>
        part.integers ? spec : { ...spec, dtype: 'float32' as const },
      );
      const raw = part.build(options as never, taken, findLayer);
      const activation = part.activation?.(options as never, taken, findLayer);
      const result = { ...raw, output: activated(activation, raw.output) };
      const wrong = misfits(result);
      if (wrong.length > 0) problems.push(...wrong.map((problem) => ({ ...problem, ...at })));
      specs.set(name, result.output);
      const trainable = options.trainable !== false;
      built.push({ name, layer: part, options, inputs, built: result, activation, trainable, index });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const shapes = given.map((spec) => formatShape(spec!.shape)).join(' and ');
      problems.push({ ...at, message: `${error.message} (input ${shapes})` });
    }
  }
  const ends = (outputs ?? entries.slice(-1).map(({ name }) => name)).map((end) =>
    built.find(({ name }) => name === end),
  );
  if (problems.length > 0 || ends.length === 0 || ends.includes(undefined)) return { problems };
  return { model: { input, groups, layers: built, outputs: ends as ModelLayer[] } };
}

/** What a layer is given that takes a group. */
const groupSpec = ({ shape, dtype }: Spec, columns: readonly number[]): Spec => ({
  shape: [...shape.slice(0, -1), columns.length],
  dtype,
});

/** Initializers and regularizers that cannot take the weights they are for. */
function misfits({ weights = [] }: Built): { readonly message: string }[] {
  return weights.flatMap(({ name, shape, initializer, regularizer }) => {
    const filled = pick(initializers, initializer);
    const penalized = regularizer === undefined ? undefined : pick(regularizers, regularizer);
    const messages = [
      filled.part.misfit?.(filled.options as never, shape),
      penalized?.part.misfit?.(penalized.options as never, shape),
    ];
    return messages.flatMap((message) => (message === undefined ? [] : [{ message: `${name}: ${message}` }]));
  });
}

/** The activation that a layer ends in, by name. */
export function activationOf({ activation }: ModelLayer): string {
  return activation ? chosen(activation).name : 'linear';
}
