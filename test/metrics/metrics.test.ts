import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import type { Judged } from '../../src/losses/loss.js';
import { metrics } from '../../src/metrics/index.js';
import { keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  batches: { target: Saved; output: Saved; weights?: Saved }[];
  result: number;
}

const cases = keras<Case[]>('metrics');
const sample = ({ shape, dtype }: Saved) => ({ shape: shape.slice(1), dtype });

describe('metrics agree with Keras', () => {
  it('has a case for every row', () => expect(uncovered(metrics, cases)).toEqual([]));

  it.each(cases)('$name $options $batches.0.target.shape', ({ name, options, batches, result }) => {
    const { part, options: all } = row(metrics, name, options);
    const [first] = batches;
    const judged: Judged = {
      output: sample(first!.output),
      target: sample(first!.target),
      activation: activationOf(name, options),
    };
    expect(part.misfit(all, judged)).toBeUndefined();
    let rows = 0;
    const sums = new Float64Array(part.size(all, judged));
    for (const { target, output, weights } of batches) {
      const weight = weights && tf.cast(tensor(weights), 'float32');
      const added = part.accumulate(all, tensor(target), tensor(output), judged, tf, weight);
      expect(added.shape).toEqual([sums.length]);
      expect(added.dtype).toBe('float32');
      for (const [at, value] of added.dataSync().entries()) sums[at]! += value;
      rows += output.shape[0]!;
    }
    expect(Math.abs(part.result(all, sums, rows, judged) - result)).toBeLessThanOrEqual(
      1e-5 * Math.abs(result) + 1e-7,
    );
  });

  it('has cases with weights for means, and for counts', () => {
    const weighed = cases.filter(({ batches }) => batches[0]!.weights).map(({ name }) => name);
    expect(weighed).toEqual(
      expect.arrayContaining(['auc', 'f1_score', 'mean_absolute_error', 'mean_io_u', 'precision']),
    );
  });

  it.each(metrics)('$name: rows that weigh nothing are as rows that are not there', ({ name }) => {
    const one = cases.findLast((found) => found.name === name)!;
    const { part, options } = row(metrics, name, one.options);
    const { target, output } = one.batches[0]!;
    const judged: Judged = {
      output: sample(output),
      target: sample(target),
      activation: activationOf(name, one.options),
    };
    const size = output.shape[0]!;
    const half = Math.floor(size / 2);
    const [y, x] = [tensor(target), tensor(output)];
    const weights = tf.tensor1d(Array.from({ length: size }, (_, at) => (at < half ? 1 : 0)));
    const masked = part.accumulate(options, y, x, judged, tf, weights);
    const first = (all: tf.Tensor) => tf.slice(all, 0, half);
    const cut = part.accumulate(options, first(y), first(x), judged, tf);
    const [a, b] = [masked.dataSync(), cut.dataSync()];
    for (const [at, value] of a.entries()) expect(value).toBeCloseTo(b[at] as number, 4);
  });
});

/** What a cross-entropy asks for. */
function activationOf(name: string, options: Options): string {
  if (!name.endsWith('crossentropy') || options.from_logits === true) return 'linear';
  return name.startsWith('binary') ? 'sigmoid' : 'softmax';
}
