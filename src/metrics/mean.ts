import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import type { Judged, Loss } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import type { Metric } from './metric.js';
import { meanOfRows, sumOfRows } from './sums.js';

/** What is different between metrics that are means over rows. */
export interface Mean<S extends OptionSchema> extends Omit<Metric<S>, 'accumulate' | 'size' | 'result'> {
  /** What is averaged: [batch, ...]. */
  values(options: OptionsOf<S>, target: Tensor, output: Tensor, tf: Ops, judged: Judged): Tensor;
  /** The metric, from the mean; absent: the mean itself. */
  finish?(mean: number): number;
}

/** A metric that is a mean over rows (Keras's MeanMetricWrapper): a sum, and the sum of the weights. */
export function defineMean<const S extends OptionSchema>({ values, finish, ...rest }: Mean<S>): Metric<S> {
  return {
    ...rest,
    size: () => 2,
    accumulate: (options, target, output, judged, tf, weights) =>
      sumOfRows(values(options, target, output, tf, judged), tf, weights),
    result: (_options, sums) => (finish ?? identity)(meanOfRows(sums)),
  };
}

const identity = (mean: number) => mean;

/** Options of a loss without `reduction`: a metric is a mean over all rows. */
function unreduced<const S extends OptionSchema>(options: S): S {
  const own = Object.entries(options.properties).filter(([option]) => option !== 'reduction');
  return { ...options, properties: Object.fromEntries(own) };
}

/** The mean of a loss over rows, from what the model puts out. Of `options`, those that Keras's metric has. */
export function meanOfLoss<const S extends OptionSchema>(
  loss: Loss<S>,
  name: string = loss.name,
  better: Metric['better'] = 'lower',
): Metric<S> {
  return defineMean<S>({
    name,
    summary: loss.summary,
    options: unreduced(loss.options),
    better,
    misfit: (options, judged) => loss.misfit(options, judged)?.replace(loss.name, name),
    values: (options, target, output, tf) =>
      loss.apply(options, target, output, (options as { from_logits?: boolean }).from_logits === true, tf),
  });
}
