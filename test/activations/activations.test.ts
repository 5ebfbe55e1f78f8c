import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.js';
import type { Options } from '../../src/experiment/part.js';
import { expectClose, keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  y: Saved;
  gradient: Saved;
  /** At the corners of the piecewise ones. */
  kinks: { y: Saved; gradient: Saved };
}

const { x, dy, kinks, cases } = keras<{ x: Saved; dy: Saved; kinks: Saved; cases: Case[] }>('activations');
/** The gradient of the corners' outputs: the first row of dy. */
const kinksDy: Saved = { ...dy, shape: kinks.shape, data: dy.data.slice(0, kinks.data.length) };

describe('activations agree with Keras', () => {
  it('has a case for every row', () => expect(uncovered(activations, cases)).toEqual([]));

  it.each(cases)('$name $options', ({ name, options, y, gradient, kinks: corners }) => {
    const { part, options: all } = row(activations, name, options);
    const f = (value: tf.Tensor) => part.apply(all, value, tf);
    expectClose(f(tensor(x)), y);
    // linear returns its input and leaves no trace of it: an addition does.
    const traced = (value: tf.Tensor) => tf.add(f(value), 0);
    expectClose(tf.grad(traced)(tensor(x), tensor(dy)), gradient);
    expectClose(f(tensor(kinks)), corners.y);
    expectClose(tf.grad(traced)(tensor(kinks), tensor(kinksDy)), corners.gradient);
  });
});
