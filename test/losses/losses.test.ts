import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import { losses } from '../../src/losses/index.js';
import { maskedMean } from '../../src/model/masked-mean.js';
import { expectClose, keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  target: Saved;
  output: Saved;
  items: Saved;
  mean: number;
  gradient: Saved;
}

const cases = keras<Case[]>('losses');

describe('losses agree with Keras', () => {
  it('has a case for every row', () => expect(uncovered(losses, cases)).toEqual([]));

  it.each(cases)(
    '$name $options $target.shape',
    ({ name, options, target, output, items, mean, gradient }) => {
      const { part, options: all } = row(losses, name, options);
      const fromLogits = all.from_logits === true;
      const f = (y: tf.Tensor) => part.apply(all, tensor(target), y, fromLogits, tf);
      expectClose(f(tensor(output)), items);
      const counted = part.counted?.(all, tensor(target), tensor(output), tf);
      const found = tf.valueAndGrad((y) => maskedMean(f(y), counted, tf))(tensor(output));
      expectClose(found.value, { shape: [], dtype: 'float32', data: [mean] });
      expectClose(found.grad, gradient);
    },
  );
});

/** Half of 0.25 · -log(1e-7): one of two rows is wrong. */
const BOUNDED = (0.25 * 16.118) / 2;

describe('losses that undo an activation', () => {
  const undoing = losses.filter((loss) => loss.logitsOf !== undefined);

  it.each(undoing)('$name from logits is $name from probabilities', (loss) => {
    const { options } = row(losses, loss.name, {});
    const logits = tf.tensor2d([1.5, -2, 0.3, 0.1, 4, -1], loss.logitsOf === 'softmax' ? [2, 3] : [6, 1]);
    const target = loss.name.startsWith('sparse')
      ? tf.tensor1d([2, 0], 'int32')
      : loss.logitsOf === 'softmax'
        ? tf.tensor2d([0, 0, 1, 1, 0, 0], [2, 3])
        : tf.tensor2d([0, 0, 1, 1, 0, 0], [6, 1]);
    const probabilities = loss.logitsOf === 'softmax' ? tf.softmax(logits) : tf.sigmoid(logits);
    const a = loss.apply(options, target, logits, true, tf).dataSync();
    const b = loss.apply(options, target, probabilities, false, tf).dataSync();
    for (const [at, value] of a.entries()) expect(value).toBeCloseTo(b[at] as number, 5);
  });

  it.each(undoing)('$name and its gradient stay finite for logits of ±1e4', (loss) => {
    const { options } = row(losses, loss.name, {});
    const shape: [number, number] = loss.logitsOf === 'softmax' ? [2, 2] : [4, 1];
    const logits = tf.tensor2d([1e4, -1e4, -1e4, 1e4], shape);
    const target = loss.name.startsWith('sparse')
      ? tf.tensor1d([1, 1], 'int32')
      : tf.tensor2d([0, 1, 0, 1], shape);
    const { value, grad } = tf.valueAndGrad((y) => tf.mean(loss.apply(options, target, y, true, tf)))(logits);
    const expected = loss.logitsOf === 'softmax' ? 1e4 : 5e3;
    // Keras computes this one from probabilities that are kept off 0.
    const bounded = loss.name === 'categorical_focal_crossentropy';
    expect(value.dataSync()[0]).toBeCloseTo(bounded ? BOUNDED : expected, 1);
    expect([...grad.dataSync()].every(Number.isFinite)).toBe(true);
  });
});
