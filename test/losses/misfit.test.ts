import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { losses } from '../../src/losses/index.js';
import { row } from '../support/keras.js';

const out = (...shape: number[]): Spec => ({ shape, dtype: 'float32' });
const NUMBER: Spec = { shape: [], dtype: 'int32' };
const COLUMN: Spec = { shape: [1], dtype: 'int32' };
const VALUE: Spec = { shape: [], dtype: 'float32' };
const LOGITS = { from_logits: true };
const SPARSE = 'sparse_categorical_crossentropy';
const CATEGORICAL = 'categorical_crossentropy';
const BINARY = 'binary_crossentropy';
const MSE = 'mean_squared_error';
const MAE = 'mean_absolute_error';

type Case = [
  loss: string,
  options: Options,
  output: Spec,
  target: Spec,
  classes: number | undefined,
  end: string,
];

function misfit(...[name, given, output, target, classCount, activation]: Case): string | undefined {
  const { part, options } = row(losses, name, given);
  return part.misfit(options, { output, target, classCount, activation });
}

describe('what fits', () => {
  const cases: Case[] = [
    [SPARSE, {}, out(3), NUMBER, 3, 'softmax'],
    [SPARSE, {}, out(3), COLUMN, 3, 'softmax'],
    [BINARY, {}, out(1), NUMBER, undefined, 'hard_sigmoid'],
    [SPARSE, LOGITS, out(3), NUMBER, 3, 'linear'],
    [SPARSE, LOGITS, out(3), NUMBER, 3, 'relu'],
    [SPARSE, {}, out(5, 3), { shape: [5], dtype: 'int32' }, 3, 'softmax'],
    [CATEGORICAL, {}, out(3), out(3), undefined, 'softmax'],
    [CATEGORICAL, { ...LOGITS, label_smoothing: 0.1 }, out(3), out(3), 3, 'linear'],
    [BINARY, {}, out(1), NUMBER, 2, 'sigmoid'],
    [BINARY, {}, out(1), VALUE, undefined, 'sigmoid'],
    [BINARY, {}, out(4), out(4), undefined, 'sigmoid'],
    [BINARY, LOGITS, out(1), out(1), undefined, 'linear'],
    [MSE, {}, out(1), VALUE, undefined, 'linear'],
    [MSE, {}, out(1), NUMBER, 7, 'linear'],
    [MSE, {}, out(3), out(3), 3, 'softmax'],
    [MAE, {}, out(5, 1), out(5), undefined, 'relu'],
    [SPARSE, { ignore_class: 255 }, out(3), NUMBER, 256, 'softmax'],
    ['hinge', {}, out(1), NUMBER, 2, 'tanh'],
    ['categorical_hinge', {}, out(3), out(3), 3, 'linear'],
    ['categorical_generalized_cross_entropy', {}, out(3), NUMBER, 3, 'softmax'],
    ['binary_focal_crossentropy', {}, out(4), out(4), undefined, 'sigmoid'],
    ['categorical_focal_crossentropy', LOGITS, out(3), out(3), 3, 'linear'],
    ['poisson', {}, out(1), NUMBER, 9, 'softplus'],
    ['dice', { axis: [1, 2, 3] }, out(4, 4, 1), out(4, 4, 1), undefined, 'sigmoid'],
    ['cosine_similarity', { axis: -2 }, out(4, 3), out(4, 3), undefined, 'linear'],
  ];
  it.each(cases)('%s %o: %o for %o, %s classes, behind %s', (...one) => {
    expect(misfit(...one)).toBeUndefined();
  });
});

describe('what does not fit says what was found, what was expected and what to do', () => {
  const cases: [...Case, parts: string[]][] = [
    [SPARSE, {}, out(10), NUMBER, 3, 'softmax', ['found 10 outputs and 3 classes', 'units: 3']],
    [SPARSE, {}, out(3), NUMBER, 10, 'softmax', ['found 3 outputs and 10 classes', 'units: 10']],
    [SPARSE, {}, out(1), NUMBER, 2, 'softmax', ['found one output', 'binary_crossentropy']],
    [SPARSE, {}, out(3), out(3), 3, 'softmax', ['one-hot', CATEGORICAL, 'data.target']],
    [SPARSE, {}, out(3), VALUE, undefined, 'softmax', ['float32', 'integers', MSE]],
    [SPARSE, {}, out(5, 3), NUMBER, 3, 'softmax', ['output 5x3', 'one class number for each row of data']],
    [SPARSE, {}, out(3), NUMBER, 3, 'linear', ['no activation', 'activation: softmax', 'from_logits: true']],
    [SPARSE, {}, out(3), NUMBER, 3, 'relu', ['ends in relu', 'activation: softmax']],
    [SPARSE, {}, out(3), NUMBER, 3, 'sigmoid', ['ends in sigmoid', 'activation: softmax', BINARY]],
    [SPARSE, LOGITS, out(3), NUMBER, 3, 'softmax', ['softmax would be applied twice', 'drop from_logits']],
    [CATEGORICAL, {}, out(3), NUMBER, 3, 'softmax', ['class numbers', 'data.target: one_hot', SPARSE]],
    [CATEGORICAL, {}, out(4), out(3), 3, 'softmax', ['found 4 outputs and 3 classes', 'units: 3']],
    [CATEGORICAL, {}, out(1), out(1), undefined, 'softmax', ['one output', 'activation: sigmoid']],
    [CATEGORICAL, LOGITS, out(3), out(3), 3, 'sigmoid', ['ends in sigmoid', 'no logits']],
    [CATEGORICAL, {}, out(2, 3), out(3, 3), 3, 'softmax', ['output 2x3', 'target 3x3']],
    [BINARY, {}, out(3), NUMBER, 3, 'sigmoid', ['two classes', '3', SPARSE]],
    [BINARY, {}, out(2), NUMBER, 2, 'sigmoid', ['one output', 'found 2', 'units: 1']],
    [BINARY, {}, out(1), NUMBER, 2, 'softmax', ['always 1', 'activation: sigmoid']],
    [BINARY, {}, out(3), out(3), 3, 'softmax', ['softmax', 'activation: sigmoid', CATEGORICAL]],
    [BINARY, {}, out(1), NUMBER, 2, 'linear', ['activation: sigmoid', 'from_logits: true']],
    [BINARY, LOGITS, out(1), NUMBER, 2, 'sigmoid', ['sigmoid would be applied twice']],
    [BINARY, {}, out(3), out(2), undefined, 'sigmoid', ['output 3', 'target 2', 'units: 2']],
    [MSE, {}, out(3), NUMBER, 3, 'softmax', ['class number', SPARSE, 'one_hot']],
    [MSE, {}, out(3), VALUE, undefined, 'linear', ['output 3', 'a single value', 'units: 1']],
    [MAE, {}, out(2), out(4), undefined, 'linear', ['output 2', 'target 4', 'units: 4']],
    [MAE, {}, out(5, 2), out(5), undefined, 'linear', ['output 5x2', 'target 5']],
    ['hinge', {}, out(3), NUMBER, 3, 'linear', ['class number', 'one_hot']],
    ['poisson', {}, out(2), VALUE, undefined, 'softplus', ['output 2', 'units: 1']],
    ['categorical_hinge', {}, out(3), NUMBER, 3, 'linear', ['one-hot', 'data.target: one_hot']],
    ['categorical_hinge', {}, out(2), out(3), 3, 'linear', ['found 2 outputs and 3 classes', 'units: 3']],
    ['categorical_generalized_cross_entropy', {}, out(3), out(3), 3, 'softmax', ['class numbers', 'one-hot']],
    ['categorical_generalized_cross_entropy', {}, out(3), NUMBER, 3, 'linear', ['probabilities', 'softmax']],
    [
      'categorical_focal_crossentropy',
      {},
      out(3),
      out(3),
      3,
      'linear',
      ['activation: softmax', 'from_logits: true'],
    ],
    ['binary_focal_crossentropy', {}, out(3), NUMBER, 3, 'sigmoid', ['two classes', SPARSE]],
    ['binary_focal_crossentropy', LOGITS, out(1), NUMBER, 2, 'sigmoid', ['sigmoid would be applied twice']],
    ['dice', {}, out(3), NUMBER, 3, 'softmax', ['output 3', 'target ()', 'one_hot']],
    [
      'tversky',
      { axis: [1, 4] },
      out(4, 4, 1),
      out(4, 4, 1),
      undefined,
      'sigmoid',
      ['axis 4', '4x4x1', '1 to 3'],
    ],
    [
      'cosine_similarity',
      { axis: -3 },
      out(4, 3),
      out(4, 3),
      undefined,
      'linear',
      ['axis: -3', '2 axes', '-1 to -2'],
    ],
    ['kl_divergence', {}, out(4), out(3), undefined, 'softmax', ['output 4', 'target 3', 'units: 3']],
  ];
  it.each(cases)('%s %o: %o for %o, %s classes, behind %s', (...one) => {
    const parts = one.at(-1) as string[];
    const message = misfit(...(one.slice(0, -1) as unknown as Case));
    expect(message).toContain(one[0]);
    for (const part of parts) expect(message).toContain(part);
  });
});
