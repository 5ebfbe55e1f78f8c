import { activate } from '../activations/activate.js';
import { type Choice, pick } from '../experiment/part.js';
import { addActivity } from '../layers/activity.js';
import type { Context, Mask } from '../layers/layer.js';
import { regularizers } from '../regularizers/index.js';
import type { Ops, Tensor } from '../tf.js';
import type { Scopes } from '../trace/trace.js';
import { columnsOf } from './columns.js';
import { findLayer } from './find.js';
import { INPUT, type Model, type ModelLayer } from './model.js';
import type { Layout, Weight } from './weights.js';

/** Tensors by `layer/name`. */
export type Named = Readonly<Record<string, Tensor>>;

/** What one of the outputs of a model is. */
export interface Output {
  /** [batch, ...] */
  readonly output: Tensor;
  /** The same before the layer's activation. */
  readonly preActivation: Tensor;
  /** Which steps of the output count. */
  readonly mask: Mask;
}

export interface Forward {
  /** In the order of `Model.outputs`. */
  readonly outputs: readonly Output[];
  /** New values of state, by key. */
  readonly updates: Named;
  /** What layers add to the loss: scalars. */
  readonly losses: readonly Tensor[];
}

/** The name of what takes sums over the rows of a weight's gradient (WeightSpec.gathered). */
export const rowSumsKey = (key: string) => `q:${key}`;

/** What layers are told of the weights whose rows they look up; `given` has what takes the sums. */
export const rowSumsIn =
  (gathered: readonly Weight[], given: Named): Context['rowSums'] =>
  (key) => {
    const weight = gathered.find((one) => one.key === key);
    return weight && { ...weight.gathered!, sums: given[rowSumsKey(key)]! };
  };

/** Computes a model layer by layer. `random` is empty unless training; `rowSums` takes keys of weights. */
export function forward(
  model: Model,
  weights: Named,
  random: Named,
  x: Tensor,
  training: boolean,
  tf: Ops,
  scopes: Scopes,
  rowSums?: Context['rowSums'],
): Forward {
  const values = new Map<string, Tensor>([[INPUT, x]]);
  for (const { name, columns } of model.groups) values.set(name, columnsOf(x, columns, tf));
  const known = new Map<string, Mask>();
  const updates: Record<string, Tensor> = {};
  const losses: Tensor[] = [];
  const raws = new Map<string, Tensor>();
  for (const layer of model.layers) {
    const { name, options, built } = layer;
    const own = (specs: readonly { readonly name: string }[], from: Named) =>
      Object.fromEntries(specs.map((spec) => [spec.name, from[`${name}/${spec.name}`]!]));
    const output = scopes.within(name, () => {
      const inputs = layer.inputs.map((source) => {
        const value = values.get(source)!;
        return layer.layer.integers || value.dtype === 'float32' ? value : tf.cast(value, 'float32');
      });
      const masks = layer.inputs.map((source) => known.get(source));
      const context = {
        tf,
        training,
        masks,
        find: findLayer,
        addLoss: (value: Tensor) => {
          losses.push(value);
        },
        rowSums: (weight: string) => rowSums?.(`${name}/${weight}`),
        random: training ? own(built.random ?? [], random) : {},
        update: (weight: string, value: Tensor) => {
          updates[`${name}/${weight}`] = value;
        },
      };
      const raw = layer.layer.apply(options as never, own(built.weights ?? [], weights), inputs, context);
      if (model.outputs.includes(layer)) raws.set(name, raw);
      known.set(name, maskOf(layer, inputs, masks, tf));
      if (layer.layer.takesMasks) for (const source of layer.inputs) known.delete(source);
      const end = layer.activation ? activate(layer.activation, raw, tf) : raw;
      if (!layer.layer.addsActivity)
        addActivity(options.activity_regularizer as Choice | undefined, end, context);
      return end;
    });
    values.set(name, output);
  }
  const outputs = model.outputs.map(({ name }) => ({
    output: values.get(name)!,
    preActivation: raws.get(name)!,
    mask: known.get(name),
  }));
  return { outputs, updates, losses };
}

function maskOf(
  { layer, options }: ModelLayer,
  inputs: readonly Tensor[],
  masks: readonly Mask[],
  tf: Ops,
): Mask {
  return layer.mask?.(options as never, inputs, masks, tf);
}

/** The sum of all penalties on weights, or undefined where there are none. */
export function penalty(layout: Layout, weights: Named, tf: Ops, scopes: Scopes): Tensor | undefined {
  let sum: Tensor | undefined;
  for (const { key, layer, regularizer } of layout.weights) {
    if (!regularizer) continue;
    const { part, options } = pick(regularizers, regularizer);
    const one = scopes.within(layer, () => part.penalty(options as never, weights[key]!, tf));
    sum = sum ? tf.add(sum, one) : one;
  }
  return sum;
}
