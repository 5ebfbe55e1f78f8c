import {
  type Counts,
  confusionMisfit,
  countsOf,
  countYes,
  LOWEST,
  type Reading,
  tableSize,
} from './confusion.js';
import { defineMetric, type Metric } from './metric.js';

const THRESHOLDS = {
  type: 'number',
  minimum: 0,
  maximum: 1,
  description: 'Outputs above it are a yes: 0.5 where none is given.',
} as const;
const COUNTED = { type: 'object', properties: { thresholds: THRESHOLDS } } as const;
const RATED = {
  type: 'object',
  properties: {
    thresholds: THRESHOLDS,
    top_k: { type: 'integer', minimum: 1, description: 'Only this many of the greatest outputs are a yes.' },
    class_id: { type: 'integer', minimum: 0, description: 'Counts this output only.' },
  },
} as const;

/** A number of outputs (Keras's _ConfusionMatrixConditionCount). One threshold: several would be no number. */
export function countingMetric(
  name: string,
  summary: string,
  better: Metric['better'],
  what: keyof Counts,
): Metric<typeof COUNTED> {
  const read = ({ thresholds = 0.5 }: { thresholds?: number }): Reading => ({ thresholds: [thresholds] });
  return defineMetric({
    name,
    summary,
    options: COUNTED,
    better,
    misfit: (_options, judged) => confusionMisfit(name, {}, judged),
    size: (options) => tableSize(read(options)),
    accumulate: (options, target, output, _judged, tf, weights) =>
      countYes(read(options), target, output, tf, weights),
    result: (options, sums) => countsOf(read(options), sums)[what][0]!,
  });
}

/** A part of what is, or is said to be, a yes. One threshold: several would be no number. */
export function ratingMetric(
  name: string,
  summary: string,
  rate: (counts: Counts) => readonly number[],
): Metric<typeof RATED> {
  interface Rated {
    thresholds?: number;
    top_k?: number;
    class_id?: number;
  }
  const read = ({ thresholds, top_k, class_id }: Rated): Reading => ({
    // With top_k, what is not among the greatest is at the lowest number.
    thresholds: [thresholds ?? (top_k === undefined ? 0.5 : LOWEST)],
    topK: top_k,
    classId: class_id,
  });
  return defineMetric({
    name,
    summary,
    options: RATED,
    better: 'higher',
    misfit: (options, judged) => confusionMisfit(name, read(options), judged),
    size: (options) => tableSize(read(options)),
    accumulate: (options, target, output, _judged, tf, weights) =>
      countYes(read(options), target, output, tf, weights),
    result: (options, sums) => rate(countsOf(read(options), sums))[0]!,
  });
}
