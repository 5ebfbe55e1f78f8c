import { basename, dirname } from 'node:path';
import { type LoadedExperiment, parseExperiment } from '../../experiment/index.js';
import { startClock } from '../../runs/index.js';
import { finite } from '../../runs/json.js';
import { type Sources, trainLoaded } from '../../train-loaded.js';
import { silent } from '../../training/listener.js';
import type { EpochValues, TrialEnd, TrialTask, TrialWatcher } from '../executor.js';
import { endWith, failedWith, OtherExperiment } from './ends.js';
import { canGoOn, isDone, runOf } from './run-of.js';
import { whenFree } from './when-free.js';

/** A `TrialWatcher` that may be in another process: training waits for what it says. */
export interface DistantWatcher extends Omit<TrialWatcher, 'goesOn'> {
  goesOn(epoch: number): Promise<boolean>;
}

export interface TrialOptions {
  readonly runsDir: string;
  /** Interrupts the trial. */
  readonly signal: AbortSignal;
  /** What earlier trials of this process have left to use again: a `Warm`. Default: nothing. */
  readonly warm?: Sources;
  /** Hears of checkpoints that were passed over, and of a run that begins anew. */
  note?(sentence: string): void;
}

/** Of a trial that can be stopped: it is to keep its place, though its experiment wants no checkpoints. */
const AT_THE_END = { every: {}, keep: 1 } as const;

/**
 * Trains a trial in this process. What it leaves is what `dlx run` of the same experiment leaves, with the sweep as its
 * parent. It goes on with the run of its task, and begins anew where that is gone, or was trained on other data or with
 * other versions; a run that is completed is returned as it is. What goes wrong with the trial alone is its end: `failed`,
 * with exit code 70 for a bug.
 *
 * @throws UserError for what is wrong with all trials: exit 2 where this dlx reads the experiment as another one, 4 for
 *   disk or engine.
 */
export async function runTrial(
  task: TrialTask,
  watcher: DistantWatcher,
  options: TrialOptions,
): Promise<TrialEnd> {
  const trial = new Attempt(task, watcher, options);
  try {
    return await whenFree(() => trial.train());
  } catch (error) {
    return failedWith(error, runOf(options.runsDir, trial.run)?.record);
  }
}

class Attempt {
  private readonly clock = startClock();
  private stopped = false;

  constructor(
    private readonly task: TrialTask,
    private readonly watcher: DistantWatcher,
    private readonly options: TrialOptions,
    /** Id of its run, where it has one by now. */
    public run = task.run,
  ) {}

  async train(): Promise<TrialEnd> {
    const { task, clock, options } = this;
    const { runsDir, signal, warm } = options;
    const loaded = this.load();
    const before = runOf(runsDir, task.run);
    if (before && isDone(before.record, task)) return endWith('completed', before.record);
    if (signal.aborted) return endWith('interrupted', before?.record);
    const { record } = await trainLoaded(
      {
        loaded,
        clock,
        file: task.experiment.file,
        find: (now) => (before && canGoOn(before, loaded.value, now) ? before : undefined),
        observer: {
          started() {},
          epoch: ({ epoch, logs }) => this.watcher.epoch(epoch, finite<EpochValues>(logs, {})),
        },
        afterEpoch: (epoch) => this.afterEpoch(epoch),
        ...(warm && { sources: warm }),
        ...(task.decisions.length > 0 && { checkpoint: AT_THE_END }),
      },
      {
        ...options,
        parent: () => task.sweep,
        listener: { ...silent, start: ({ folder }) => this.begun(basename(folder)) },
      },
    );
    if (record.status === 'completed') return endWith('completed', record);
    return endWith(this.stopped ? 'stopped' : 'interrupted', record);
  }

  private begun(run: string): void {
    this.run = run;
    this.watcher.started(run);
  }

  private async afterEpoch(epoch: number): Promise<string | undefined> {
    if (!this.task.decisions.includes(epoch)) return undefined;
    this.stopped = !(await this.watcher.goesOn(epoch));
    return this.stopped ? `stopped by the sweep after epoch ${epoch}` : undefined;
  }

  private load(): LoadedExperiment {
    const { experiment, overrides, experiment_hash: expected, number } = this.task;
    const { file, text } = experiment;
    const loaded = parseExperiment(text, { file, folder: dirname(file), overrides });
    if (loaded.hash === expected) return loaded;
    const short = (hash: string) => hash.slice(0, 8);
    throw new OtherExperiment({
      file,
      message: `trial ${number} is experiment ${short(expected)}, this dlx reads it as ${short(loaded.hash)}`,
      hint: 'all processes that train for a sweep need the same version of dlx',
    });
  }
}
