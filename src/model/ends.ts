import type { Mask } from '../layers/layer.js';
import type { Reduction } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import type { Scopes } from '../trace/trace.js';
import { type Forward, type Named, type Output, penalty } from './forward.js';
import type { Head, Plan } from './plan.js';
import { reduced } from './reduced.js';

/** An output of the model beside what it is compared with. */
export interface End extends Output {
  readonly head: Head;
  readonly target: Tensor;
}

/** The mean loss of every output. */
export function lossesOf(
  ends: readonly End[],
  weights: Tensor | undefined,
  tf: Ops,
  scopes: Scopes,
): Tensor[] {
  return scopes.within('loss', () =>
    ends.map((end) => reduced(itemLosses(end, tf), countedBy(end, tf), tf, weights, reductionOf(end))),
  );
}

/** What training minimizes: the losses, penalties on weights, and what layers add. */
export function totalOf(
  plan: Plan,
  means: readonly Tensor[],
  { losses }: Forward,
  weights: Named,
  tf: Ops,
  scopes: Scopes,
): Tensor {
  const mean = scopes.within('loss', () =>
    weighedSum(
      means,
      plan.heads.map((head) => ({ head })),
      tf,
    ),
  );
  const penalties = penalty(plan.layout, weights, tf, scopes);
  const added = penalties ? [...losses, penalties] : losses;
  return added.reduce((sum, one) => tf.add(sum, one), mean);
}

/** Losses of all outputs together, each times what it counts. */
export function weighedSum(losses: readonly Tensor[], ends: readonly Pick<End, 'head'>[], tf: Ops): Tensor {
  return losses
    .map((loss, i) => (ends[i]!.head.weight === 1 ? loss : tf.mul(loss, ends[i]!.head.weight)))
    .reduce((sum, one) => tf.add(sum, one));
}

const reductionOf = ({ head }: End) => head.loss.options.reduction as Reduction | undefined;

/** The items that count: those that no mask hides and that the loss does not leave out. */
function countedBy({ head, target, output, mask }: End, tf: Ops): Mask {
  const { part, options } = head.loss;
  const counted = part.counted?.(options as never, target, output, tf);
  return mask && counted ? tf.logicalAnd(mask, counted) : (counted ?? mask);
}

/** The loss of every item: [batch, ...]. */
export function itemLosses({ head, target, output, preActivation }: End, tf: Ops): Tensor {
  const { part, options } = head.loss;
  const undone = part.logitsOf !== undefined && part.logitsOf === head.judged.activation;
  const logits = undone || options.from_logits === true;
  return part.apply(options as never, target, undone ? preActivation : output, logits, tf);
}

/** The sum of the losses, each of them where there are several, then the sums of every metric. */
export function sumsOf(
  total: Tensor,
  losses: readonly Tensor[],
  ends: readonly End[],
  tf: Ops,
  rows: Tensor | undefined,
): Tensor {
  const sums = ends.flatMap(({ head, target, output, mask }) => {
    const shown = mask && tf.cast(mask, 'float32');
    return head.metrics.map(({ part, options, weighted }) => {
      const weights = weighted ? counting(shown, rows, tf) : shown;
      return part.accumulate(options as never, target, output, head.judged, tf, weights);
    });
  });
  return tf.concat([
    ...[total, ...losses].map((loss) => tf.reshape(loss, [1])),
    ...sums.map((sum) => tf.reshape(sum, [-1])),
  ]);
}

/** What a mask leaves [batch, ...], times what the rows count [batch]. */
function counting(shown: Tensor | undefined, rows: Tensor | undefined, tf: Ops): Tensor | undefined {
  if (!shown || !rows) return shown ?? rows;
  return tf.mul(shown, tf.reshape(rows, [-1, ...shown.shape.slice(1).map(() => 1)]));
}
