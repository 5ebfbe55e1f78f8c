import { activate } from '../activations/activate.js';
import type { Spec } from '../arrays.js';
import { snakeCase } from '../experiment/names.js';
import type { Choice, Options } from '../experiment/part.js';
import type { Tensor } from '../tf.js';
import { addActivity } from './activity.js';
import type { Built, Context, FindLayer, Layer, Mask } from './layer.js';

/** A layer within another one's options: what it is called there, and what it is. */
export interface Nested {
  readonly name: string;
  readonly layer: Layer;
  readonly options: Options;
}

/** @param name what its weights' names begin with: its own name, else that of its type as Keras writes it. */
export function nestedOf(choice: Choice, find: FindLayer, name = (own: string) => own): Nested {
  const { part, options } = find(choice);
  return { name: name((options.name as string | undefined) ?? snakeCase(part.name)), layer: part, options };
}

/** Builds it; weights and random inputs are named `<name>/<weight>`. */
export function buildNested(
  { name, layer, options }: Nested,
  inputs: readonly Spec[],
  find: FindLayer,
): Built {
  const built = layer.build(options as never, inputs, find);
  return {
    ...built,
    weights: built.weights?.map((spec) => ({ ...spec, name: `${name}/${spec.name}` })),
    random: built.random?.map((spec) => ({ ...spec, name: `${name}/${spec.name}` })),
  };
}

/** Applies it with its activation, on what of weights and random inputs is its own. */
export function applyNested(
  nested: Nested,
  weights: { readonly [name: string]: Tensor },
  inputs: readonly Tensor[],
  context: Context,
  masks: readonly Mask[],
): Tensor {
  const raw = applyRaw(nested, weights, inputs, context, masks);
  const specs = inputs.map(({ shape, dtype }) => ({ shape: shape.slice(1), dtype: dtype as Spec['dtype'] }));
  const activation = nested.layer.activation?.(nested.options as never, specs, context.find);
  const output = activation === undefined ? raw : activate(activation, raw, context.tf);
  addActivity(nested.options.activity_regularizer as Choice | undefined, output, context);
  return output;
}

/** The same without the activation. */
export function applyRaw(
  { name, layer, options }: Nested,
  weights: { readonly [name: string]: Tensor },
  inputs: readonly Tensor[],
  context: Context,
  masks: readonly Mask[],
): Tensor {
  const own = (all: { readonly [key: string]: Tensor }) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([key, value]) =>
        key.startsWith(`${name}/`) ? [[key.slice(name.length + 1), value] as const] : [],
      ),
    );
  return layer.apply(options as never, own(weights), inputs, {
    ...context,
    masks,
    random: own(context.random),
    rowSums: (weight) => context.rowSums?.(`${name}/${weight}`),
    update: (weight, value) => context.update(`${name}/${weight}`, value),
  });
}
