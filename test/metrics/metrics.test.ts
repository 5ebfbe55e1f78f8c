import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import type { Judged } from '../../src/losses/loss.js';
import { metrics } from '../../src/metrics/index.js';
import { keras, row, type Saved, tensor, tf, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  batches: { target: Saved; output: Saved }[];
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
      activation: 'linear',
    };
    expect(part.misfit(all, judged)).toBeUndefined();
    let rows = 0;
    const sums = new Float64Array(1);
    for (const { target, output } of batches) {
      const added = part.accumulate(all, tensor(target), tensor(output), judged, tf);
      expect(added.shape).toEqual([1]);
      expect(added.dtype).toBe('float32');
      sums[0]! += added.dataSync()[0]!;
      rows += output.shape[0]!;
    }
    expect(Math.abs(part.result(all, sums, rows) - result)).toBeLessThanOrEqual(1e-5 * Math.abs(result));
  });
});
