import type { Ops, Tensor } from '../tf.js';
import { align, meanOfLast, valuesMisfit } from './align.js';
import { defineLoss, type Loss } from './loss.js';

const NONE = { type: 'object', properties: {} } as const;

/** A loss without options: the mean over the last axis of a function of target and output, both float32 of one shape. */
export function elementwise(
  name: string,
  summary: string,
  f: (target: Tensor, output: Tensor, tf: Ops) => Tensor,
): Loss<typeof NONE> {
  return defineLoss({
    name,
    summary,
    options: NONE,
    misfit: (_options, judged) => valuesMisfit(name, judged),
    apply(_options, target, output, _fromLogits, tf) {
      const aligned = align(target, output, tf);
      return meanOfLast(f(aligned.target, aligned.output, tf), tf);
    },
  });
}
