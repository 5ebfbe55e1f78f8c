import type { TypedArray } from '../arrays.js';
import type { Logs } from '../callbacks/callback.js';
import type { Plan } from '../model/plan.js';

/** What an epoch has summed up so far: loss and metrics in float64. */
export interface SumsState {
  readonly totals: Float64Array;
  readonly rows: number;
}

/** Adds up what steps put out as `sums` and turns it into loss and metrics, averaged over the rows. */
export class Sums {
  private readonly totals: Float64Array;
  private rows = 0;

  constructor(private readonly plan: Plan) {
    this.totals = new Float64Array(sumsLength(plan));
  }

  clear(): void {
    this.totals.fill(0);
    this.rows = 0;
  }

  /** The loss of a batch is a mean: it counts by the batch's rows, as in Keras's fit. */
  add(sums: TypedArray, rows: number): void {
    const { totals } = this;
    const losses = lossesOf(this.plan);
    for (let i = 0; i < losses; i++) totals[i]! += (sums[i] as number) * rows;
    for (let i = losses; i < totals.length; i++) totals[i]! += sums[i] as number;
    this.rows += rows;
  }

  /** A copy that `restore` takes back. */
  snapshot(): SumsState {
    return { totals: this.totals.slice(), rows: this.rows };
  }

  restore({ totals, rows }: SumsState): void {
    this.totals.set(totals);
    this.rows = rows;
  }

  logs(prefix = ''): Logs {
    const { totals, rows } = this;
    const { heads } = this.plan;
    const logs: Record<string, number> = { [`${prefix}loss`]: totals[0]! / rows };
    let at = lossesOf(this.plan);
    if (at > 1) {
      for (const [i, head] of heads.entries()) logs[`${prefix}${head.prefix}loss`] = totals[1 + i]! / rows;
    }
    for (const head of heads) {
      for (const metric of head.metrics) {
        const { part, options } = metric;
        const length = part.size(options as never, head.judged);
        const sums = totals.subarray(at, at + length);
        logs[prefix + head.prefix + metric.log] = part.result(
          options as never,
          sums as Float64Array,
          rows,
          head.judged,
        );
        at += length;
      }
    }
    return logs;
  }
}

/** Numbers that are summed up: the losses, and those of every metric. */
export function sumsLength(plan: Plan): number {
  const lengths = plan.heads.flatMap(({ metrics, judged }) =>
    metrics.map(({ part, options }) => part.size(options as never, judged)),
  );
  return lengths.reduce((sum, length) => sum + length, lossesOf(plan));
}

/** Numbers that are losses: that which is minimized, and where there are several outputs that of each. */
const lossesOf = ({ heads }: Plan) => (heads.length > 1 ? 1 + heads.length : 1);
