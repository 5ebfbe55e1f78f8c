import { describe, expect, it } from 'vitest';
import { activated, checkKept } from '../../src/activations/activate.js';
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
/** Not by Keras, whose sparsemax is another one: the projection onto the simplex. */
const projected = keras<{ x: Saved; dy: Saved; cases: Omit<Case, 'kinks'>[] }>('activations', 'sparsemax');
/** What of dy stands where there is an output, which may have fewer columns. */
const cut = ({ shape }: tf.Tensor) => tf.slice(tensor(dy), [0, 0], shape);

describe('activations agree with Keras', () => {
  it('has a case for every row', () => {
    expect(uncovered(activations, [...cases, ...projected.cases])).toEqual([]);
  });

  it.each(cases)('$name $options', ({ name, options, y, gradient, kinks: corners }) => {
    const { part, options: all } = row(activations, name, options);
    const f = (value: tf.Tensor) => part.apply(all, value, tf);
    expectClose(f(tensor(x)), y);
    // linear returns its input and leaves no trace of it: an addition does.
    const traced = (value: tf.Tensor) => tf.add(f(value), 0);
    expectClose(tf.grad(traced)(tensor(x), cut(f(tensor(x)))), gradient);
    expect(activated({ [name]: all }, { ...x, shape: x.shape.slice(1) }).shape).toEqual(y.shape.slice(1));
    expectClose(f(tensor(kinks)), corners.y);
    expectClose(tf.grad(traced)(tensor(kinks), cut(f(tensor(kinks)))), corners.gradient);
  });
});

describe('sparsemax', () => {
  it.each(projected.cases)('projects onto the simplex, $options', ({ name, options, y, gradient }) => {
    const { part, options: all } = row(activations, name, options);
    const f = (value: tf.Tensor) => part.apply(all, value, tf);
    expectClose(f(tensor(projected.x)), y);
    expectClose(tf.grad(f)(tensor(projected.x), tensor(projected.dy)), gradient);
  });
});

describe('activations that do not fit', () => {
  const of = (shape: number[]) => ({ shape, dtype: 'float32' as const });

  it.each([
    ['glu', [3, 5], 'glu halves axis -1 of 3x5, which has 5 places: expected an even number'],
    [{ glu: { axis: 1 } }, [3, 4], 'glu halves axis 1 of 3x4, which has 3 places'],
    [{ glu: { axis: 0 } }, [4], 'axis 0 of an input of shape 4 is the batch'],
    [{ sparsemax: { axis: 2 } }, [4], 'axis 2 of an input of shape 4 is not there'],
  ])('%o on %o', (choice, shape, message) => {
    const [name, given] = typeof choice === 'string' ? [choice, {}] : Object.entries(choice)[0]!;
    const { options } = row(activations, name, given);
    expect(() => activated({ [name]: options }, of(shape))).toThrow(message);
  });

  it('halve no state', () => {
    expect(() => checkKept({ glu: { axis: -1 } }, 'activation', of([4]))).toThrow(
      'activation glu gives 2 for 4: a state must keep its size; use another activation',
    );
    expect(() => checkKept({ sparsemax: { axis: -1 } }, 'activation', of([4]))).not.toThrow();
  });
});
