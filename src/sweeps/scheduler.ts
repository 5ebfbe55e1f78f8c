import { setMaxListeners } from 'node:events';
import { EXIT, UserError } from '../errors.js';
import type { LoadedExperiment } from '../experiment/index.js';
import type { StoredRun } from '../runs/index.js';
import { learnCurve } from './curves.js';
import type { Executor, TrialEnd, TrialTask } from './executor.js';
import { attempt } from './experiment-of.js';
import type { Sweep } from './file/sweep.js';
import type { KnownRuns } from './known-runs.js';
import type { SweepListener } from './listener.js';
import type { Proposal } from './propose.js';
import { endIn } from './reconcile.js';
import type { Trial } from './record/record.js';
import type { SweepWriter } from './record/writer.js';
import { columnOf, measuredIn, type Study } from './study.js';

export interface SchedulerOptions {
  readonly sweep: Sweep;
  readonly study: Study;
  readonly writer: SweepWriter;
  readonly executor: Executor;
  readonly listener: SweepListener;
  readonly signal?: AbortSignal;
  readonly failFast?: boolean;
  /** What was trained before. Default: all is trained. */
  readonly known?: KnownRuns;
  note?(sentence: string): void;
}

/** Where nothing is ready, an executor may have found new workers, or lost some. */
const LOOK_AGAIN_MS = 1000;

/** Keeps an executor busy with what a study chooses, and notes what came of it before anything else is chosen. */
export class Scheduler {
  /** Ends of trials that are trained now, by number. */
  private readonly active = new Map<number, Promise<void>>();
  private readonly stop = new AbortController();
  private readonly hashes: Set<string>;
  private failure: UserError | undefined;
  private recognized = false;
  /** What went wrong with more than a trial. */
  private broken: unknown;

  constructor(private readonly options: SchedulerOptions) {
    this.hashes = new Set(options.writer.trials.map(({ experiment_hash: hash }) => hash));
    // One for each trial that is trained, of which other machines may train hundreds.
    setMaxListeners(0, this.stop.signal);
  }

  /** @returns why the first trial failed, where that ends the sweep. */
  async run(): Promise<UserError | undefined> {
    const { signal } = this.options;
    const onAbort = () => this.stop.abort();
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    try {
      while (this.fill() || this.active.size > 0) await this.change();
    } catch (error) {
      this.stop.abort();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      await Promise.allSettled(this.active.values());
    }
    if (this.broken) throw this.broken;
    return this.failure;
  }

  /** Begins as many trials as there is room for; whether there may be more to do at once. */
  private fill(): boolean {
    const { executor, study, writer } = this.options;
    while (!this.stop.signal.aborted) {
      if (this.active.size >= executor.slots) return true;
      const next = study.next(writer.trials, new Set(this.active.keys()));
      if (next.kind === 'done' || next.kind === 'wait') return false;
      if (next.kind === 'new') this.choose(next.proposal);
      else if (next.kind === 'stop') this.settle(next.trial, { ...next.trial, status: 'stopped' });
      else this.begin(next.trial);
    }
    return false;
  }

  /** Until a trial has ended; where there is room, workers may come meanwhile. */
  private async change(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const later = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LOOK_AGAIN_MS);
    });
    await Promise.race([...this.active.values(), later]);
    clearTimeout(timer);
  }

  /** Notes what a study has proposed; values that do not go together are a trial that has failed. */
  private choose(proposal: Proposal): void {
    const { writer, study, sweep } = this.options;
    const { index, assignment, from } = proposal;
    const number = writer.trials.length;
    const values = Object.fromEntries(assignment);
    const loaded = attempt(sweep, { number, values, from }, writer.trials);
    const hash = loaded instanceof UserError ? '' : loaded.hash;
    if (hash !== '' && this.hashes.has(hash)) {
      study.skip(proposal);
      return;
    }
    this.hashes.add(hash);
    const trial = writer.note({ event: 'chosen', number, index, values, experiment_hash: hash, from });
    if (loaded instanceof UserError) this.fail(trial, loaded);
    else this.begin(trial, loaded);
  }

  private fail(trial: Trial, error: UserError): void {
    this.ended(trial, {
      status: 'failed',
      run: trial.run,
      data_hash: null,
      epochs: 0,
      final: {},
      seconds: null,
      error: { message: error.message, exit_code: error.exitCode },
    });
  }

  private begin(trial: Trial, known?: LoadedExperiment): void {
    const loaded = known ?? attempt(this.options.sweep, trial, this.options.writer.trials);
    if (loaded instanceof UserError) {
      this.fail(trial, loaded);
      return;
    }
    const { number } = trial;
    const work = this.train(trial, loaded)
      .catch((error: unknown) => {
        this.broken ??= error;
        this.stop.abort();
      })
      .finally(() => this.active.delete(number));
    this.active.set(number, work);
  }

  private async train(trial: Trial, loaded: LoadedExperiment): Promise<void> {
    const { study, writer, executor, listener, sweep } = this.options;
    const { number } = trial;
    const { epochs } = loaded.value.training;
    study.begins(number, epochs);
    const column = columnOf(sweep.objectives[0]!);
    const before = trial.run === null ? await this.options.known?.find(loaded) : undefined;
    if (before) {
      this.recognize(trial, before, column);
      return;
    }
    const end = await executor.run(
      this.task(trial, loaded),
      {
        started: (run) => {
          const done = trial.run === null ? 0 : trial.epochs;
          listener.began(writer.note({ event: 'began', number, run }), { epochs, done });
        },
        epoch: (epoch, values) => {
          if (column !== undefined) study.epoch(number, epoch, values[column] ?? null);
          listener.epoch(writer.trials[number]!, epoch, values);
        },
        goesOn: () => study.goesOn(number, writer.trials),
      },
      this.stop.signal,
    );
    this.ended(trial, end);
  }

  /** What was trained before counts as if it had been trained now. */
  private recognize(trial: Trial, { folder, record }: StoredRun, column: string | undefined): void {
    const { study, sweep, note } = this.options;
    if (!this.recognized)
      note?.(`what was trained before is not trained again, as trial ${trial.number}: ${record.id}`);
    this.recognized = true;
    if (column !== undefined) learnCurve(study, trial.number, folder, column);
    this.settle(trial, endIn(record, trial, sweep.objectives));
  }

  private task(trial: Trial, { text, overrides, hash }: LoadedExperiment): TrialTask {
    const { study, writer } = this.options;
    const { number, attempts, run, epochs } = trial;
    return {
      sweep: writer.record.id,
      number,
      attempt: attempts,
      experiment: { file: writer.record.experiment, text },
      overrides,
      experiment_hash: hash,
      run,
      decisions: study.decisions(number, run === null ? 0 : epochs),
    };
  }

  private ended(trial: Trial, end: TrialEnd): void {
    const { final, status, ...rest } = end;
    const objectives = this.options.sweep.objectives.map((one) => measuredIn(one, final));
    const kept = status === 'interrupted' ? 'waiting' : status;
    this.settle(trial, { ...rest, objectives, status: kept });
    const { error } = end;
    if (status === 'failed' && this.options.failFast && !this.failure) {
      const message = `trial ${trial.number} failed: ${error?.message ?? 'for no known reason'}`;
      this.failure = new UserError({ message }, codeOf(error?.exit_code));
      this.stop.abort();
    }
  }

  private settle(
    { number }: Trial,
    end: Omit<TrialEnd, 'final' | 'status'> &
      Pick<Trial, 'objectives'> & { status: Exclude<Trial['status'], 'running'> },
  ): void {
    const { run, data_hash, epochs, objectives, seconds, error, status } = end;
    const event = {
      event: 'ended',
      number,
      status,
      run,
      data_hash,
      epochs,
      objectives,
      seconds,
      error,
    } as const;
    this.options.listener.ended(this.options.writer.note(event));
  }
}

/** Of an error that came from a file or another process. */
const codeOf = (code: number | undefined): UserError['exitCode'] =>
  Object.values(EXIT).find((one) => one === code && one !== EXIT.ok) ?? EXIT.training;
