import { EXIT, UserError } from '../errors.js';
import { startClock } from '../runs/index.js';
import { earlierSweep, openSweep } from './begin.js';
import { learnCurves } from './curves.js';
import type { Executor } from './executor.js';
import type { Sweep } from './file/sweep.js';
import { KnownRuns } from './known-runs.js';
import type { SweepListener } from './listener.js';
import { pruners } from './pruners/index.js';
import type { StoredSweep, Trial } from './record/record.js';
import type { SweepWriter } from './record/writer.js';
import { onOtherData } from './same-data.js';
import { Scheduler } from './scheduler.js';
import { sizeOf } from './size.js';
import { Study } from './study.js';

export interface SweepOptions {
  readonly runsDir: string;
  /** How many trials at a time. */
  readonly workers: number;
  readonly listener: SweepListener;
  readonly signal?: AbortSignal;
  /** The sweep that is to go on. Default: the newest one of the same file and experiment, if its trials still count. */
  readonly resume?: StoredSweep;
  /** Begin a new sweep, whatever was done before. */
  readonly anew?: boolean;
  /** Trials that failed have another try. */
  readonly retryFailed?: boolean;
  /** End with the first trial that fails. */
  readonly failFast?: boolean;
  /** What trains the trials. */
  executor(runsDir: string, workers: number): Executor;
  note?(sentence: string): void;
}

/**
 * Trains the trials of a sweep, each in a run of its own below `runsDir`. A sweep that was interrupted, by kill -9 too,
 * goes on where it was; trials that have come to their end are never trained twice.
 *
 * @throws UserError: exit 5 where another process works on the sweep; 4 for disk, engine or queue; with `failFast` that of
 *   the first trial that failed. A trial that fails is no error else.
 */
export async function runSweep(sweep: Sweep, options: SweepOptions): Promise<StoredSweep> {
  const { runsDir, workers, listener } = options;
  const clock = startClock();
  const before = options.anew ? undefined : (options.resume ?? earlierSweep(runsDir, sweep, options.note));
  const writer = openSweep(runsDir, sweep, before, workers, clock, options.note);
  const { folder } = writer;
  const study = new Study(planOf(sweep));
  const stored = () => ({ folder, record: writer.record, trials: writer.trials });
  const executor = options.executor(runsDir, workers);
  try {
    if (before) await prepareAgain(sweep, writer, options, executor);
    learnCurves(study, sweep, stored());
    listener.start({ ...stored(), cap: sizeOf(sweep) });
    const scheduler = new Scheduler({ ...options, sweep, study, writer, executor, ...knownTo(options) });
    const failure = await scheduler.run();
    const error = failure ? { message: failure.message, exit_code: failure.exitCode } : null;
    const status = options.signal?.aborted ? 'interrupted' : 'completed';
    writer.finish(failure ? 'failed' : status, error);
    if (failure) throw failure;
  } catch (error) {
    if (writer.record.status === 'running') writer.finish('failed', told(error));
    throw error;
  } finally {
    await executor.close();
    listener.end();
  }
  return stored();
}

/** Whoever begins anew wants to see it trained. */
const knownTo = ({ anew, runsDir }: SweepOptions) => (anew ? {} : { known: new KnownRuns(runsDir) });

/** Data that has changed, and trials that are to have another try. */
async function prepareAgain(
  sweep: Sweep,
  writer: SweepWriter,
  { retryFailed, note = () => {} }: SweepOptions,
  { elsewhere }: Executor,
): Promise<void> {
  const done = writer.trials.filter(({ status }) => status === 'completed' || status === 'stopped');
  const other = await onOtherData(sweep, done).catch((error: unknown) => {
    if (!elsewhere || !(error instanceof UserError)) throw error;
    note(`whether the data is as before cannot be told here: ${error.problems[0]!.message}`);
    return [];
  });
  if (other.length > 0) {
    note(`the data has changed since: ${trialsOf(other.length)} do not count, and are trained again`);
  }
  const failed = writer.trials.filter(({ status }) => status === 'failed');
  for (const { number } of retryFailed ? [...other, ...failed] : other) {
    writer.note({ event: 'again', number });
  }
}

function planOf(sweep: Sweep) {
  const { space, sampler, seed, objectives, earlyTerminate: early, population } = sweep;
  const pruner = early && pruners.find(({ name }) => name === early.type)!;
  return {
    space,
    sampler,
    seed,
    objectives,
    cap: sweep.runCap ?? Infinity,
    ...(population && { population }),
    ...(pruner && { pruner }),
    prunerOptions: (epochs: number) => ({ max_iter: epochs, ...early! }),
  };
}

const trialsOf = (count: number) => (count === 1 ? '1 trial' : `${count} trials`);

function told(error: unknown): NonNullable<Trial['error']> {
  const code = error instanceof UserError ? error.exitCode : EXIT.bug;
  return { message: (error as Error).message, exit_code: code };
}
