import type { Judged } from '../losses/loss.js';
import { confusionMisfit, countsOf, countYes, type Reading, tableSize } from './confusion.js';
import { areaUnder } from './curve.js';
import { defineMetric } from './metric.js';
import { ratio } from './sums.js';

/** Keras's backend.epsilon(): the outer thresholds lie this far beyond 0 and 1. */
const EPSILON = 1e-7;

interface Given {
  readonly num_thresholds: number;
  readonly thresholds?: readonly number[];
  readonly multi_label: boolean;
  readonly label_weights?: readonly number[];
}

/**
 * keras.metrics.AUC: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]), outputs 0 to 1. (num_labels
 * is not needed: outputs are known. Even thresholds are counted in buckets, as Keras does.)
 */
export const auc = defineMetric({
  name: 'auc',
  summary: 'The area under the ROC curve (or that of precision and recall), from counts at many thresholds.',
  options: {
    type: 'object',
    properties: {
      num_thresholds: { type: 'integer', minimum: 2, default: 200, description: 'Points of the curve.' },
      curve: { enum: ['ROC', 'PR', 'PRGAIN'], default: 'ROC', description: 'The curve.' },
      summation_method: {
        enum: ['interpolation', 'majoring', 'minoring'],
        default: 'interpolation',
        description: 'Heights between points: the mean, the greater one, the lesser one.',
      },
      thresholds: {
        type: 'array',
        items: { type: 'number', minimum: 0, maximum: 1 },
        minItems: 1,
        description: 'Thresholds between 0 and 1, instead of num_thresholds.',
      },
      multi_label: {
        type: 'boolean',
        default: false,
        description: 'The mean of the areas of all outputs, not that of all outputs together.',
      },
      label_weights: {
        type: 'array',
        items: { type: 'number', minimum: 0 },
        minItems: 1,
        description: 'What each output counts.',
      },
      from_logits: { type: 'boolean', default: false, description: 'The model ends in logits.' },
    },
  },
  better: 'higher',
  misfit({ label_weights }, judged) {
    const outputs = outputsOf(judged);
    const misfit = confusionMisfit('auc', {}, judged);
    if (misfit || !label_weights || label_weights.length === outputs) return misfit;
    return `auc has ${label_weights.length} label_weights, the model has ${outputs} outputs: give each one`;
  },
  size: (options, judged) => tablesOf(options, judged) * tableSize(read(options)),
  accumulate: (options, target, output, _judged, tf, weights) =>
    countYes(read(options), target, options.from_logits ? tf.sigmoid(output as never) : output, tf, weights),
  result(options, sums, _rows, judged) {
    const { curve, summation_method, label_weights } = options;
    const reading = read(options);
    const areas = Array.from({ length: tablesOf(options, judged) }, (_, index) =>
      areaUnder(curve, summation_method, countsOf(reading, sums, index)),
    );
    const weights = (options.multi_label && label_weights) || areas.map(() => 1);
    const total = areas.reduce((sum, area, i) => sum + area * weights[i]!, 0);
    return ratio(
      total,
      weights.reduce((sum, weight) => sum + weight, 0),
    );
  },
});

const outputsOf = ({ output }: Judged) => output.shape.at(-1) ?? 1;

const tablesOf = ({ multi_label }: Given, judged: Judged) => (multi_label ? outputsOf(judged) : 1);

function read({ num_thresholds: n, thresholds, multi_label, label_weights }: Given): Reading {
  const inner = thresholds
    ? [...thresholds].sort((a, b) => a - b)
    : Array.from({ length: n - 2 }, (_, at) => (at + 1) / (n - 1));
  const last = inner.length + 1;
  const even = inner.every(
    (one, at) => Math.abs(one - (at + 1) / last) <= EPSILON + (1e-5 * (at + 1)) / last,
  );
  return {
    thresholds: [-EPSILON, ...inner, 1 + EPSILON],
    even: !thresholds || even,
    fromZero: true,
    byLabel: multi_label,
    ...(!multi_label && label_weights && { labelWeights: label_weights }),
  };
}
