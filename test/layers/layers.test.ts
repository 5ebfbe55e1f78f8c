import { describe, expect, it } from 'vitest';
import { activate, activated } from '../../src/activations/activate.js';
import { activations } from '../../src/activations/index.js';
import { type Choice, chosen, type Options } from '../../src/experiment/part.js';
import { layers } from '../../src/layers/index.js';
import { expectClose, keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

interface Case {
  name: string;
  options: Options;
  inputs: Saved[];
  weights: { name: string; value: Saved }[];
  output: Saved;
  dy: Saved;
  inputGradients: Saved[];
  weightGradients: Saved[];
  /** Of every input, and the one of the output: 1 where a step counts. */
  masks?: Saved[];
  mask?: Saved | null;
  /** What the layer adds to the loss; its gradient is in those of inputs and weights. */
  added?: Saved;
  training?: true;
  /** Weights that are not learned, after a step of training. */
  state?: { [weight: string]: Saved };
}

const cases = ['keras', 'attention', 'further', 'recurrent'].flatMap((name) => keras<Case[]>('layers', name));

/** An activation with the defaults of its options. */
function filled(choice: Choice): Choice {
  const { name, options } = chosen(choice);
  return { [name]: row(activations, name, options).options };
}

describe('layers agree with Keras', () => {
  it('has a case for every row', () => expect(uncovered(layers, cases)).toEqual([]));

  it.each(cases)('$name $options', (one) => {
    const { part, options } = row(layers, one.name, one.options);
    const specs = one.inputs.map(({ shape, dtype }) => ({ shape: shape.slice(1), dtype }));
    const built = part.build(options, specs, QUIET.find);
    const names = (built.weights ?? []).map(({ name, shape }) => ({ name, shape }));
    expect(names).toEqual(one.weights.map(({ name, value }) => ({ name, shape: value.shape })));

    const written = part.activation?.(options, specs, QUIET.find);
    const choice = written === undefined ? undefined : filled(written);
    const shape = one.output.shape.slice(1);
    expect(activated(choice, built.output)).toEqual({ shape, dtype: one.output.dtype });
    const count = one.inputs.length;
    const updates = new Map<string, tf.Tensor>();
    const masks = one.masks?.map((mask) => tf.cast(tensor(mask), 'bool')) ?? one.inputs.map(() => undefined);
    let added: tf.Tensor = tf.scalar(0);
    const addLoss = (value: tf.Tensor) => {
      added = tf.keep(tf.add(added, value));
    };
    const run = (...tensors: tf.Tensor[]) => {
      const weights = Object.fromEntries(names.map(({ name }, at) => [name, tensors[count + at]!]));
      const context = {
        ...QUIET,
        tf,
        masks,
        addLoss,
        training: one.training === true,
        random: {},
        update: (weight: string, value: tf.Tensor) => void updates.set(weight, tf.keep(value)),
      };
      const y = part.apply(options, weights, tensors.slice(0, count), context);
      if (choice === undefined) return y;
      return activate(choice, y, tf);
    };
    const sources = [...one.inputs, ...one.weights.map(({ value }) => value)].map(tensor);
    const state = new Set(
      (built.weights ?? []).filter((spec) => spec.trainable === false).map((spec) => spec.name),
    );
    expectClose(run(...sources), one.output);
    if (one.added) expectClose(added, one.added);
    if (one.masks) {
      const inputs = sources.slice(0, count);
      expect(part.mask?.(options, inputs, masks, tf)?.arraySync()).toEqual(
        one.mask ? tensor(one.mask).arraySync() : undefined,
      );
    }
    for (const [weight, value] of updates) expectClose(value, one.state![weight]!);
    if (one.training && one.options.trainable !== false)
      expect([...updates.keys()]).toEqual(Object.keys(one.state!));
    const learned = (_source: tf.Tensor, at: number) => at < count || !state.has(names[at - count]!.name);
    const places = sources.map((source, at) => (learned(source, at) ? at : -1)).filter((at) => at >= 0);
    const dy = tensor(one.dy);
    const traced = (...tensors: tf.Tensor[]) => {
      added = tf.scalar(0);
      const y = run(...sources.map((source, at) => tensors[places.indexOf(at)] ?? source));
      // A layer may make no use of an input's values: this does, with the gradient 0.
      const touched = tf.addN(tensors.map((x) => tf.mul(tf.sum(x), 0)));
      return tf.addN([tf.sum(tf.mul(y, dy)), added, touched]) as tf.Scalar;
    };
    const gradients = tf.grads(traced)(places.map((at) => sources[at]!));
    const expected = [...one.inputGradients, ...one.weightGradients];
    for (const [at, gradient] of gradients.entries()) expectClose(gradient, expected[at]!);
  });
});

describe('masks', () => {
  /** Layers whose compute_mask is None in Keras, although they take masks. */
  const ends = ['Dot', 'GlobalAveragePooling1D'];
  const supported = keras<{ [name: string]: boolean }>('layers', 'masking');

  it.each(Object.entries(supported))('%s: handed on as in Keras: %s', (name, supports) => {
    expect(row(layers, name, {}).part.mask !== undefined).toBe(supports && !ends.includes(name));
  });
});
