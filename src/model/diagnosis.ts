import { activate } from '../activations/activate.js';
import { withGradient } from '../gradient.js';
import type { Layer } from '../layers/layer.js';
import type { Ops, Tensor } from '../tf.js';
import { INPUT, type Model, type ModelLayer } from './model.js';
import type { Plan } from './plan.js';
import { type Step, trainStep } from './step.js';

/** Takes note of a tensor under a name. */
type Mark = (name: string, x: Tensor) => unknown;

/**
 * The training step again, to find out where its numbers stop being finite. It takes the same inputs. Every output is
 * one number, 0 where all of a tensor is finite and else NaN:
 *
 * `input` (preprocessed), `output:<layer>` and `loss`; and of gradients `back:<layer>` with respect to what a layer puts
 * out before its activation, `back:<layer>/<i>` to its input i, `gradient:<layer>/<weight>`. Gradients that training
 * does not need are missing. `largest:<layer>` is the largest absolute value that an output puts out before its activation,
 * and `loss:<layer>` the loss of it, where there are several.
 */
export function diagnosisStep(plan: Plan, batch: number): Step {
  return {
    inputs: trainStep(plan, batch).inputs,
    f(tf, inputs, scopes) {
      const found: Record<string, Tensor> = {};
      // What differentiation makes is disposed of when it is done, unless it is kept.
      const note: Mark = (name, x) => {
        found[name] = tf.keep(x);
      };
      const mark: Mark = (name, x) => x.dtype === 'float32' && note(name, finiteness(x, tf));
      const model = probed(plan.model, mark, note, tf);
      const step = trainStep({ ...plan, model }, batch);
      const { sums, ...rest } = step.f(tf, inputs, scopes);
      mark('loss', tf.slice(sums!, [0], [1]));
      const several = plan.model.outputs.length > 1 ? plan.model.outputs : [];
      for (const [i, { name }] of several.entries()) mark(`loss:${name}`, tf.slice(sums!, [1 + i], [1]));
      for (const [name, tensor] of Object.entries(rest)) {
        if (name.startsWith('g:')) mark(`gradient:${name.slice(2)}`, tensor);
      }
      return found;
    },
  };
}

/** Only a product of 0 with NaN or an infinity is not 0. */
const finiteness = (x: Tensor, tf: Ops): Tensor => tf.sum(tf.mul(x, tf.scalar(0)));

/** A model that computes the same and marks what goes through its layers, there and back. */
function probed(model: Model, mark: Mark, note: Mark, tf: Ops): Model {
  const fromInput = [INPUT, ...model.groups.map(({ name }) => name)];
  const layers = model.layers.map((layer) => ({ ...layer, layer: probedLayer(layer, fromInput, mark, tf) }));
  const outputs = model.outputs.map((output) => layers[model.layers.indexOf(output)]!);
  for (const { name, layer } of outputs) {
    const { apply } = layer;
    layer.apply = (...given) => {
      const raw = apply(...given);
      note(`largest:${name}`, tf.max(tf.abs(raw)));
      return raw;
    };
  }
  return { ...model, layers, outputs };
}

function probedLayer(
  { name, layer, activation, inputs: sources }: ModelLayer,
  fromInput: readonly string[],
  mark: Mark,
  tf: Ops,
): Layer {
  return {
    ...layer,
    apply(options, weights, inputs, context) {
      const taken = inputs.map((x, i) => {
        if (!fromInput.includes(sources[i]!)) return markedBack(`back:${name}/${i}`, x, mark, tf);
        mark('input', x);
        return x;
      });
      const raw = layer.apply(options, weights, taken, context);
      const output = activation ? activate(activation, raw, tf) : raw;
      // relu and sigmoid make finite numbers of infinity: so that before the activation counts too.
      mark(`output:${name}`, activation ? tf.add(tf.mul(raw, 0), tf.mul(output, 0)) : output);
      return markedBack(`back:${name}`, raw, mark, tf);
    },
  };
}

/** x, of whose gradient note is taken. */
function markedBack(name: string, x: Tensor, mark: Mark, tf: Ops): Tensor {
  if (x.dtype !== 'float32') return x;
  return withGradient(x, tf, (input) => ({
    value: tf.clone(input),
    saved: [],
    gradient: (dy) => {
      mark(name, dy);
      return dy;
    },
  }));
}

/** Where numbers stop being finite. */
export type Origin =
  | { readonly kind: 'input' }
  | { readonly kind: 'output' | 'gradient'; readonly layer: ModelLayer }
  /** The layer of an output, and the largest absolute value that the loss was given. */
  | { readonly kind: 'loss'; readonly layer: ModelLayer; readonly largest: number };

/**
 * The first place on the way to the loss, else the first one on the way back; undefined where all is finite.
 *
 * @param found what the step above has put out under a name.
 */
export function originOf(model: Model, found: (name: string) => number | undefined): Origin | undefined {
  const whole = (name: string) => (found(name) ?? 0) === 0;
  if (!whole('input')) return { kind: 'input' };
  const broken = model.layers.find(({ name }) => !whole(`output:${name}`));
  if (broken) return { kind: 'output', layer: broken };
  const { outputs } = model;
  const lost =
    outputs.find(({ name }) => !whole(`loss:${name}`) || !whole(`back:${name}`)) ??
    (whole('loss') ? undefined : outputs[0]);
  if (lost) return { kind: 'loss', layer: lost, largest: found(`largest:${lost.name}`) ?? 0 };
  const layer = model.layers.findLast(({ name, inputs, built }) => {
    const own = [
      `back:${name}`,
      ...inputs.map((_source, i) => `back:${name}/${i}`),
      ...(built.weights ?? []).map((weight) => `gradient:${name}/${weight.name}`),
    ];
    return !own.every(whole);
  });
  return layer && { kind: 'gradient', layer };
}
