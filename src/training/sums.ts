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
    totals[0]! += (sums[0] as number) * rows;
    for (let i = 1; i < totals.length; i++) totals[i]! += sums[i] as number;
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
    const logs: Record<string, number> = { [`${prefix}loss`]: this.totals[0]! / this.rows };
    let at = 1;
    for (const metric of this.plan.metrics) {
      const { part, options } = metric;
      const length = sizeOf(metric);
      const sums = this.totals.subarray(at, at + length);
      logs[prefix + part.name] = part.result(options as never, sums as Float64Array, this.rows);
      at += length;
    }
    return logs;
  }
}

/** Numbers that are summed up: the loss, and those of every metric. */
export function sumsLength(plan: Plan): number {
  return plan.metrics.reduce((length, metric) => length + sizeOf(metric), 1);
}

const sizeOf = ({ part, options }: Plan['metrics'][number]) => part.size?.(options as never) ?? 1;
