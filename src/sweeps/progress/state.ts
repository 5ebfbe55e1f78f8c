import type { EpochValues } from '../executor.js';
import type { Objective } from '../file/sweep.js';
import type { SweepListener } from '../listener.js';
import { variedPaths } from '../naming.js';
import type { Trial, TrialStatus } from '../record/record.js';
import { columnOf, lossOf } from '../study.js';

/** A trial that is trained now. */
export interface Going {
  readonly trial: Trial;
  readonly epoch: number;
  readonly epochs: number;
  /** Of the first objective, after that epoch; null before there is one. */
  readonly value: number | null;
}

/** How a sweep stands, as it is heard. */
export class SweepState implements SweepListener {
  readonly trials = new Map<number, Trial>();
  readonly going = new Map<number, Going>();
  objectives: readonly Objective[] = [];
  /** Paths that tell one trial from another. */
  varied: readonly string[] = [];
  workers = 1;
  /** Infinite where the search ends by itself. */
  cap = Infinity;
  /** Trials that have ended since it was begun to listen, and when that was (ms). */
  private settled = 0;
  private since = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  start({ record, trials, cap }: Parameters<SweepListener['start']>[0]): void {
    this.varied = variedPaths(record);
    this.workers = record.workers;
    this.objectives = record.objectives;
    this.cap = cap;
    this.since = this.now();
    for (const trial of trials) this.trials.set(trial.number, trial);
  }

  began(trial: Trial, { epochs, done }: { readonly epochs: number; readonly done: number }): void {
    this.trials.set(trial.number, trial);
    this.going.set(trial.number, { trial, epoch: done, epochs, value: null });
  }

  epoch(trial: Trial, epoch: number, values: EpochValues): void {
    const before = this.going.get(trial.number);
    const column = this.objectives[0] && columnOf(this.objectives[0]);
    const value = column === undefined ? null : (values[column] ?? null);
    if (before) this.going.set(trial.number, { ...before, epoch, value });
  }

  ended(trial: Trial): void {
    this.trials.set(trial.number, trial);
    this.going.delete(trial.number);
    if (trial.status !== 'waiting') this.settled++;
  }

  end(): void {}

  count(status: TrialStatus): number {
    let count = 0;
    for (const trial of this.trials.values()) if (trial.status === status) count++;
    return count;
  }

  /** By the first objective; of those that tie, the earlier. */
  best(count: number): readonly Trial[] {
    const objective = this.objectives[0];
    if (!objective) return [];
    const loss = ({ objectives }: Trial) => lossOf(objective, objectives[0] ?? null);
    const done = [...this.trials.values()].filter(
      (one) => one.status === 'completed' && loss(one) < Infinity,
    );
    return done.sort((a, b) => loss(a) - loss(b) || a.number - b.number).slice(0, count);
  }

  /** Until all is done (s), if the rest takes as long as what was; undefined where that is not known. */
  secondsLeft(): number | undefined {
    const left = this.cap - (this.trials.size - this.count('waiting') - this.going.size);
    if (this.settled === 0 || !Number.isFinite(left)) return undefined;
    return ((this.now() - this.since) / 1000 / this.settled) * left;
  }
}
