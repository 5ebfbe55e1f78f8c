import type { RunRecord } from '../runs/record.js';
import { type Assignment, identityOf } from './assignment.js';
import type { Objective } from './file/sweep.js';
import type { Population } from './population.js';
import { type Proposal, propose } from './propose.js';
import type { Curve, Pruner, PrunerOptions } from './pruners/pruner.js';
import type { Trial } from './record/record.js';
import type { Point, Sampler, Seen } from './samplers/sampler.js';
import { locate, type Space } from './space.js';

/** What a search is made of; everything that decides about it, but for what came of its trials. */
export interface StudyPlan {
  readonly space: Space;
  readonly sampler: Sampler;
  readonly seed: number;
  readonly population?: Population;
  /** The most trials. */
  readonly cap: number;
  readonly objectives: readonly Objective[];
  readonly pruner?: Pruner;
  /** Of `early_terminate`, for an experiment of so many epochs. */
  prunerOptions(epochs: number): PrunerOptions;
}

/** What may be trained next. */
export type Next =
  /** A trial that waits, or was stopped and is among the best after all. */
  | { readonly kind: 'go on'; readonly trial: Trial }
  /** A trial that was interrupted where it was about to end. */
  | { readonly kind: 'stop'; readonly trial: Trial }
  | { readonly kind: 'new'; readonly proposal: Proposal }
  /** Nothing before others have come to their end. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' };

/**
 * Decides which trial is next and which ends early, from what came of all trials so far. It does no I/O and knows no clock:
 * a sweep that goes on decides as it would have.
 */
export class Study {
  /** What is minimized after each epoch, by number of the trial. */
  private readonly losses = new Map<number, number[]>();
  private readonly points = new Map<number, Point | undefined>();
  private readonly taken = new Set<string>();
  private readonly epochs = new Map<number, number>();
  private known = 0;
  /** Behind the last proposal of this process. */
  private from: number | undefined;

  constructor(private readonly plan: StudyPlan) {}

  /** `trials`: in the order of their numbers; only grows between calls. `active`: numbers of those that are trained now. */
  next(trials: readonly Trial[], active: ReadonlySet<number>): Next {
    const waiting = trials.find(({ status, number }) => status === 'waiting' && !active.has(number));
    if (waiting) return { kind: this.isOver(waiting, trials) ? 'stop' : 'go on', trial: waiting };
    const promoted = this.promoted(trials, active);
    if (promoted) return { kind: 'go on', trial: promoted };
    if (trials.length >= this.plan.cap) return { kind: 'done' };
    const { space, sampler, seed, population } = this.plan;
    this.learn(trials);
    const seen = trials.flatMap((trial): Seen[] => {
      const point = this.points.get(trial.number);
      return point ? [this.seen(trial, point)] : [];
    });
    const from = this.from ?? this.firstIndex(trials);
    const about = { space, sampler, seed, ...(population && { population }) };
    const proposal = propose({ ...about, number: trials.length, seen, taken: this.taken, from });
    if (proposal === 'wait') return { kind: 'wait' };
    if (proposal) this.from = proposal.index + 1;
    return proposal ? { kind: 'new', proposal } : { kind: 'done' };
  }

  /** One that ends by itself counts anew: its space may have changed since, and what was tried is passed over. */
  private firstIndex(trials: readonly Trial[]): number {
    return Number.isFinite(this.plan.sampler.patience) ? (trials.at(-1)?.index ?? -1) + 1 : 0;
  }

  /** Leaves out a proposal that comes to the same experiment as a trial: 1 and 1.0, say. */
  skip({ identity }: Proposal): void {
    this.taken.add(identity);
  }

  /** Epochs that a trial is to be trained for. */
  begins(number: number, epochs: number): void {
    this.epochs.set(number, epochs);
  }

  /** Epochs after which a trial that has had `done` waits for `goesOn`. */
  decisions(number: number, done: number): readonly number[] {
    const { pruner } = this.plan;
    return pruner ? pruner.decisions(number, this.options(number)).filter((epoch) => epoch > done) : [];
  }

  /** An epoch (1-based) of a trial has ended; one that was told before counts as it is now. */
  epoch(number: number, epoch: number, measured: number | null): void {
    const losses = this.losses.get(number) ?? [];
    losses.length = Math.min(losses.length, epoch - 1);
    while (losses.length < epoch - 1) losses.push(Infinity);
    losses.push(lossOf(this.plan.objectives[0]!, measured));
    this.losses.set(number, losses);
  }

  /** Whether a trial whose epoch has ended is worth the next one. */
  goesOn(number: number, trials: readonly Trial[]): boolean {
    const { pruner } = this.plan;
    if (!pruner) return true;
    const curves = this.curves(trials);
    const curve = curves.find((one) => one.number === number)!;
    return !pruner.ends(curve, curves, this.options(number));
  }

  /** Whether its last epoch was one after which it had to be decided about, and it would have been stopped. */
  private isOver({ number }: Trial, trials: readonly Trial[]): boolean {
    const done = this.losses.get(number)?.length ?? 0;
    return this.decisions(number, done - 1)[0] === done && done > 0 && !this.goesOn(number, trials);
  }

  private promoted(trials: readonly Trial[], active: ReadonlySet<number>): Trial | undefined {
    const { pruner } = this.plan;
    const stopped = trials.filter(({ status, number }) => status === 'stopped' && !active.has(number));
    if (!pruner || stopped.length === 0) return undefined;
    const longest = Math.max(...this.epochs.values(), 1);
    const free = new Set(stopped.map(({ number }) => number));
    const curves = this.curves(trials).map((curve) => ({ ...curve, paused: free.has(curve.number) }));
    const found = pruner.goesOn(curves, this.plan.prunerOptions(longest));
    return found && trials[found.number];
  }

  /** A trial that failed says nothing about those that did not. */
  private curves(trials: readonly Trial[]): Curve[] {
    return trials.flatMap(({ number, status }) => {
      const losses = this.losses.get(number);
      return losses && status !== 'failed' ? [{ number, losses, paused: status === 'stopped' }] : [];
    });
  }

  private options(number: number): PrunerOptions {
    return this.plan.prunerOptions(this.epochs.get(number) ?? 1);
  }

  /** Trials that were not there at the last call: where they lie, and that they are not to be tried again. */
  private learn(trials: readonly Trial[]): void {
    for (; this.known < trials.length; this.known++) {
      const { number, values, from } = trials[this.known]!;
      const assignment: Assignment = new Map(Object.entries(values));
      this.points.set(number, locate(this.plan.space, assignment));
      this.taken.add(identityOf(assignment, from));
    }
  }

  private seen({ number, status, objectives }: Trial, point: Point): Seen {
    if (status === 'waiting' || status === 'running') return { number, point };
    const losses = this.plan.objectives.map((one, i) => lossOf(one, objectives[i] ?? null));
    const known = status !== 'failed' && losses.every(Number.isFinite);
    return known ? { number, point, losses } : { number, point, failed: true };
  }
}

/** What is minimized; infinite where nothing finite was measured. */
export function lossOf({ goal }: Objective, measured: number | null): number {
  if (measured === null) return Infinity;
  return goal === 'maximize' ? -measured : measured;
}

/** What an objective came to, among the final metrics of a run: `val_accuracy`, `test.accuracy`, `loss`. */
export function measuredIn({ name }: Objective, final: RunRecord['metrics']['final']): number | null {
  const [, split, metric] = /^(train|validation|test)\.(.+)$/.exec(name) ?? [];
  if (split !== undefined) return final[split as keyof typeof final]?.[metric!] ?? null;
  const column = name.startsWith('val_') ? final.validation?.[name.slice(4)] : final.train?.[name];
  return column ?? null;
}

/** The column of metrics.csv that has an objective after every epoch; undefined where none has. */
export function columnOf({ name }: Objective): string | undefined {
  if (name.startsWith('test.')) return undefined;
  return name.replace(/^train\./, '').replace(/^validation\./, 'val_');
}
