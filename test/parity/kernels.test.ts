import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.js';
import type { Options } from '../../src/experiment/part.js';
import { kernels } from '../../src/kernels/index.js';
import { layers } from '../../src/layers/index.js';
import { losses } from '../../src/losses/index.js';
import { metrics } from '../../src/metrics/index.js';
import { keras, row, type Saved, tensor, tf } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

const known = new Set(kernels.map(({ name }) => name));

/** tfjs kernels that ran and that the compiler has no rule for. */
async function unknown(run: () => tf.Tensor | tf.Tensor[]): Promise<string[]> {
  const { kernelNames } = await tf.profile(run);
  // Functions with a gradient of their own are listed by a name in lower case; the kernels within them too.
  return kernelNames.filter((name) => /^[A-Z]/.test(name) && !known.has(name));
}

interface Case {
  name: string;
  options: Options;
  target: Saved;
  output: Saved;
}

interface MetricCase {
  name: string;
  options: Options;
  batches: { target: Saved; output: Saved; weights?: Saved }[];
}

interface LayerCase {
  name: string;
  options: Options;
  inputs: Saved[];
  weights: { name: string; value: Saved }[];
  masks?: Saved[];
  training?: true;
}

describe('every kernel that a part and its gradient use can be compiled', () => {
  const activationCases = keras<{ x: Saved; cases: Case[] }>('activations');
  it.each(activationCases.cases)('$name $options', async ({ name, options }) => {
    const { part, options: all } = row(activations, name, options);
    const f = (x: tf.Tensor) => tf.sum(tf.add(part.apply(all, x, tf), 0)) as tf.Scalar;
    expect(await unknown(() => tf.grad(f)(tensor(activationCases.x)))).toEqual([]);
  });

  it.each(['keras', 'attention', 'recurrent'].flatMap((name) => keras<LayerCase[]>('layers', name)))(
    '$name $options',
    async (one) => {
      const { part, options } = row(layers, one.name, one.options);
      const count = one.inputs.length;
      // Moving statistics are not learned: constants here.
      const still = one.weights.filter(({ name }) => name.startsWith('moving_'));
      const learned = one.weights.filter((weight) => !still.includes(weight));
      const state = Object.fromEntries(still.map(({ name, value }) => [name, tensor(value)]));
      const f = (...tensors: tf.Tensor[]) => {
        const weights = Object.fromEntries(learned.map(({ name }, at) => [name, tensors[count + at]!]));
        const masks = one.masks?.map((mask) => tf.cast(tensor(mask), 'bool')) ?? [];
        const context = { ...QUIET, tf, masks, training: one.training === true, random: {} };
        const y = part.apply(options, { ...state, ...weights }, tensors.slice(0, count), context);
        const touched = tf.addN(tensors.map((x) => tf.mul(tf.sum(x), 0)));
        return tf.add(tf.sum(y), touched) as tf.Scalar;
      };
      const sources = [...one.inputs, ...learned.map(({ value }) => value)].map(tensor);
      expect(await unknown(() => tf.grads(f)(sources))).toEqual([]);
    },
  );

  it.each(keras<Case[]>('losses'))(
    '$name $options $target.shape',
    async ({ name, options, target, output }) => {
      const { part, options: all } = row(losses, name, options);
      const y = tensor(target);
      const f = (x: tf.Tensor) => tf.mean(part.apply(all, y, x, all.from_logits === true, tf));
      expect(await unknown(() => tf.grad(f)(tensor(output)))).toEqual([]);
    },
  );

  it.each(keras<MetricCase[]>('metrics'))('$name $options', async ({ name, options, batches }) => {
    const { part, options: all } = row(metrics, name, options);
    const { target, output, weights } = batches[0]!;
    const sample = ({ shape, dtype }: Saved) => ({ shape: shape.slice(1), dtype });
    const judged = { output: sample(output), target: sample(target), activation: 'linear' };
    const [y, x] = [tensor(target), tensor(output)];
    const weight = weights && tf.cast(tensor(weights), 'float32');
    expect(await unknown(() => part.accumulate(all, y, x, judged, tf, weight))).toEqual([]);
  });
});
