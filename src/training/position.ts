import { Copies } from './checkpoint/copies.js';
import type { TrainState } from './checkpoint/state.js';
import type { EpochResult } from './epoch.js';
import { splitLogs } from './epoch.js';
import type { TrainOptions, TrainResult } from './options.js';
import { Sums } from './sums.js';

/** Where training stands: all that changes while it goes on, but weights and what callbacks keep to themselves. */
export class Position {
  /** Steps since the start of the run. */
  step = 0;
  /** Epochs that ended. */
  epochs = 0;
  /** Rows of the epoch after them that are done. */
  rows = 0;
  /** Steps that were skipped for NaN: in all, and in the epoch that goes on. */
  skipped = { total: 0, epoch: 0 };
  /** What a callback has set it to, in place of the optimizer's option. */
  learningRate: number | undefined;
  /** What the callbacks said at the end of the last epoch. */
  stopReason: string | undefined;
  /** Values of the last epoch that ended. */
  last: Pick<TrainResult, 'logs' | 'valLogs'> = {};
  readonly sums: Sums;
  readonly copies: Copies;
  private readonly history: EpochResult[] = [];
  /** When the epoch that goes on began, or would have, had it never been interrupted. */
  private begun = performance.now();

  constructor(private readonly options: TrainOptions) {
    this.sums = new Sums(options.plan);
    this.copies = new Copies(options.weights, options.monitor);
  }

  /** Time that the epoch that goes on has taken. */
  get epochSeconds(): number {
    return (performance.now() - this.begun) / 1000;
  }

  /** From `options.from`, weights included, or from the beginning. */
  start(): void {
    const { from, weights, watchers } = this.options;
    this.begun = performance.now() - 1000 * (from?.epochSeconds ?? 0);
    if (!from) return;
    ({ epoch: this.epochs, rows: this.rows, step: this.step, stopReason: this.stopReason } = from);
    this.learningRate = from.learningRate;
    if (from.skipped) this.skipped = { ...from.skipped };
    weights.restore(from.weights);
    for (const [i, { data }] of weights.vectors.slots.entries()) data.set(from.slots[i]!);
    this.sums.restore(from.sums);
    this.copies.restore(from);
    for (const [i, watcher] of watchers.entries()) {
      if (from.watchers[i]) watcher.restore?.(from.watchers[i]);
    }
    this.history.push(...from.history);
    const logs = this.history.at(-1)?.logs;
    if (logs) this.last = splitLogs(logs);
  }

  endEpoch(result: EpochResult, stopReason: string | undefined): void {
    this.history.push(result);
    this.last = splitLogs(result.logs);
    this.stopReason = stopReason;
    this.copies.judge(result.epoch, result.logs);
    this.epochs++;
    this.rows = 0;
    this.skipped.epoch = 0;
    this.sums.clear();
    this.begun = performance.now();
  }

  /** What `start` takes. Its vectors are views of what training changes. */
  state(): TrainState {
    const { weights, watchers } = this.options;
    const { kept, best } = this.copies;
    return {
      epoch: this.epochs,
      rows: this.rows,
      step: this.step,
      ...(this.skipped.total > 0 && { skipped: { ...this.skipped } }),
      weights: weights.flat,
      slots: weights.vectors.slots.map(({ data }) => data),
      sums: this.sums.snapshot(),
      epochSeconds: this.epochSeconds,
      watchers: watchers.map((watcher) => watcher.state?.() ?? null),
      ...(this.learningRate !== undefined && { learningRate: this.learningRate }),
      ...(this.stopReason !== undefined && { stopReason: this.stopReason }),
      history: this.history,
      ...(kept && { kept }),
      ...(best && { best }),
    };
  }
}
