import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import { regularizers } from '../../src/regularizers/index.js';
import { expectClose, keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  penalty: number;
  gradient: Saved;
  /** Where it is not that of all. */
  weight?: Saved;
}

const { weight: common, cases } = keras<{ weight: Saved; cases: Case[] }>('regularizers');

describe('regularizers agree with Keras', () => {
  it('has a case for every row', () => expect(uncovered(regularizers, cases)).toEqual([]));

  it.each(cases)('$name $options', ({ name, options, penalty, gradient, weight = common }) => {
    const { part, options: all } = row(regularizers, name, options);
    const found = part.penalty(all, tensor(weight), tf);
    expect(found.shape).toEqual([]);
    expect(found.dataSync()[0]).toBeCloseTo(penalty, 5);
    // Behind an addition of the weight's own, as in a training step: a penalty of zero has no path to it.
    const f = (w: tf.Tensor) => tf.add(part.penalty(all, w, tf), tf.mul(tf.sum(w), 0)) as tf.Scalar;
    expectClose(tf.grad(f)(tensor(weight)), gradient);
  });
});

describe('weights that cannot be penalized', () => {
  it.each([
    [{}, [3, 3, 2, 2], /matrices.*3x3x2x2/],
    [{ mode: 'rows' }, [1, 4], /rows.*1x4.*mode: columns/],
    [{ mode: 'columns' }, [4, 1], /columns.*4x1.*mode: rows/],
  ])('OrthogonalRegularizer %o of %o', (given, shape, message) => {
    const { part, options } = row(regularizers, 'OrthogonalRegularizer', given);
    expect(part.misfit?.(options, shape)).toMatch(message);
    expect(part.misfit?.(options, [2, 2])).toBeUndefined();
  });
});
