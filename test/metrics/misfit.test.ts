import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { metrics } from '../../src/metrics/index.js';
import { row } from '../support/keras.js';

const out = (...shape: number[]): Spec => ({ shape, dtype: 'float32' });
const NUMBER: Spec = { shape: [], dtype: 'int32' };
const VALUE: Spec = { shape: [], dtype: 'float32' };

function misfit(name: string, output: Spec, target: Spec, given: Options = {}): string | undefined {
  const { part, options } = row(metrics, name, given);
  return part.misfit(options, { output, target, activation: 'linear' });
}

describe('metrics that do not fit say why', () => {
  it.each<[string, Spec, Spec, RegExp]>([
    ['accuracy', out(3), VALUE, /class numbers.*float32.*mean_absolute_error/],
    ['accuracy', out(4), out(3), /one shape.*output 4.*target 3/],
    ['accuracy', out(5, 3), NUMBER, /output 5x3.*one class number for each row/],
    ['binary_accuracy', out(3), NUMBER, /output 3/],
    ['categorical_accuracy', out(3), NUMBER, /one-hot.*class numbers.*data\.target/],
    ['sparse_categorical_accuracy', out(3), out(3), /class numbers.*one-hot.*categorical_accuracy/],
    ['mean_squared_error', out(3), VALUE, /output 3.*single value.*units: 1/],
    ['mean_absolute_error', out(2), out(4), /units: 4/],
    ['mean_absolute_percentage_error', out(2), out(4), /units: 4/],
    ['root_mean_squared_error', out(2), out(4), /units: 4/],
  ])('%s of %o for %o', (name, output, target, message) => {
    expect(misfit(name, output, target)).toMatch(message);
  });
});

const CLASSES = { num_classes: 4 };

describe('metrics with options that do not fit say why', () => {
  it.each<[string, Options, Spec, Spec, RegExp]>([
    ['precision', {}, out(3), NUMBER, /class numbers beside 3 outputs.*one_hot/],
    ['recall', { class_id: 3 }, out(3), out(3), /class_id: 3.*3 outputs.*0 to 2/],
    ['precision', { top_k: 4 }, out(3), out(3), /top_k: 4.*3 outputs.*at most 3/],
    ['auc', {}, out(3), NUMBER, /class numbers.*one_hot/],
    ['auc', { label_weights: [1, 2] }, out(3), out(3), /2 label_weights.*3 outputs/],
    ['true_positives', {}, out(2), out(4), /output 2.*target 4/],
    ['precision_at_recall', { recall: 0.5, class_id: 9 }, out(3), out(3), /class_id: 9/],
    ['f1_score', {}, out(3), out(3), /without an average.*3 outputs.*macro, micro or weighted/],
    ['f1_score', { average: 'macro' }, out(3), NUMBER, /output 3.*a class number as target.*one_hot/],
    ['fbeta_score', { average: 'macro' }, out(5, 3), out(5, 3), /output 5x3/],
    ['mean_io_u', CLASSES, out(4), NUMBER, /outputs for class numbers.*sparse_y_pred: false/],
    ['mean_io_u', { num_classes: 3, sparse_y_pred: false }, out(4), NUMBER, /3 classes.*num_classes: 4/],
    ['io_u', { ...CLASSES, target_class_ids: [4] }, out(1), NUMBER, /class 4.*num_classes is 4.*0 to 3/],
    [
      'one_hot_mean_io_u',
      CLASSES,
      out(4),
      NUMBER,
      /one-hot targets of 4 classes.*output 4.*a class number as target.*one_hot/,
    ],
    ['binary_io_u', {}, out(3), VALUE, /output 3.*single value/],
    ['r2_score', {}, out(5, 3), out(5, 3), /5x3.*mean_squared_error/],
    ['pearson_correlation', {}, out(1), VALUE, /found one.*r2_score/],
    ['cosine_similarity', { axis: -2 }, out(3), out(3), /axis: -2.*1 axis/],
    ['top_k_categorical_accuracy', {}, out(3), NUMBER, /one-hot/],
    ['sparse_top_k_categorical_accuracy', {}, out(3), out(3), /class numbers/],
    [
      'sparse_categorical_crossentropy',
      {},
      out(3),
      NUMBER,
      /sparse_categorical_crossentropy.*from_logits: true/,
    ],
    ['logcosh', {}, out(2), VALUE, /logcosh.*output 2/],
  ])('%s %o of %o for %o', (name, given, output, target, message) => {
    expect(misfit(name, output, target, given)).toMatch(message);
  });
});
