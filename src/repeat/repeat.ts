import { basename, resolve } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { type LoadedExperiment, loadExperiment } from '../experiment/index.js';
import { resumeRun, runExperiment } from '../pipeline.js';
import type { ResumeOptions, RunOptions } from '../run-options.js';
import { type RunRecord, readRun, startClock } from '../runs/index.js';
import { childrenOf } from '../runs/repeats/find.js';
import type { RepeatRecord, StoredRepeat } from '../runs/repeats/record.js';
import { silent, together } from '../training/listener.js';
import { isSettled, unfinishedRepeat } from './unfinished.js';
import { unlike } from './unlike.js';
import { continueRepeat, createRepeat, type RepeatWriter } from './writer.js';

export interface RepeatOptions extends Omit<RunOptions, 'parent'> {
  /** How many runs: with the seed of the experiment, the next one, and so on. */
  readonly times: number;
  /**
   * Go on with the newest repeat of the same experiment and as many runs that has not come to its end: runs that have
   * ended are kept, one that was interrupted goes on, the rest is run.
   */
  readonly resume?: boolean;
  /** Called before each run that is trained. */
  onRun?(run: RunAhead): void;
  /** Called where training failed: the other runs have their turn all the same. */
  onFailure?(error: UserError): void;
}

export interface RunAhead {
  /** 1-based. */
  readonly number: number;
  readonly times: number;
  readonly seed: number;
}

/**
 * Runs an experiment with several seeds, one after the other. Each run has a record as any other, which names its
 * parent; the parent has mean, deviation and interval of every metric. The seed decides about initial weights, shuffles
 * and splits alike: the interval is that of all of them.
 *
 * @throws UserError as `runExperiment`, but for training that failed: that is one run's end. Exit 5 where another
 *   process works on the repeat that is to go on.
 */
export async function repeatExperiment(file: string, options: RepeatOptions): Promise<StoredRepeat> {
  return new Repeat(file, options, await loadExperiment(file, overridesOf(options))).run();
}

const overridesOf = ({ overrides = [], engine }: RepeatOptions) =>
  engine === undefined ? overrides : [...overrides, `engine=${engine}`];

class Repeat {
  private readonly clock = startClock();
  private readonly seeds: readonly number[];
  private readonly before: ReadonlyMap<number, RunRecord>;
  private writer: RepeatWriter | undefined;

  constructor(
    private readonly file: string,
    private readonly options: RepeatOptions,
    private readonly loaded: LoadedExperiment,
  ) {
    const { times, resume, runsDir } = options;
    this.seeds = seedsFrom(loaded, times);
    const unfinished = resume ? unfinishedRepeat(runsDir, loaded.hash, times) : undefined;
    this.writer = unfinished && continueRepeat(unfinished, this.clock);
    // Its own record may have missed the last run: a kill can come between two files.
    const children = unfinished ? childrenOf(runsDir, unfinished.record.id) : [];
    this.before = new Map(children.map(({ record }) => [record.seed, record]));
  }

  async run(): Promise<StoredRepeat> {
    try {
      for (const record of this.before.values()) if (isSettled(record)) this.writer!.ended(record);
      for (const [i, seed] of this.seeds.entries()) {
        const record = await this.child(seed, i + 1);
        if (this.options.signal?.aborted || record.status === 'interrupted') break;
      }
      return this.finished(null);
    } catch (error) {
      if (!this.writer) throw error;
      const known = error instanceof UserError;
      const interrupted = this.options.signal?.aborted && !known;
      const told = { message: (error as Error).message, exit_code: known ? error.exitCode : EXIT.bug };
      this.finished(interrupted ? null : told);
      throw error;
    }
  }

  /** The record of the run of a seed, which is trained unless it was in an earlier process. */
  private async child(seed: number, number: number): Promise<RunRecord> {
    const before = this.before.get(seed);
    if (before && isSettled(before)) return before;
    const { times, onRun, onFailure } = this.options;
    onRun?.({ number, times, seed });
    let folder: string | undefined;
    const started = (path: string) => {
      folder = path;
      this.writer!.begins(seed, basename(path));
    };
    const record = await this.trained(seed, before, started).catch((error: unknown) => {
      if (!(error instanceof UserError) || error.exitCode !== EXIT.training || folder === undefined)
        throw error;
      onFailure?.(error);
      return readRun(folder);
    });
    this.writer!.ended(record);
    return record;
  }

  private async trained(
    seed: number,
    before: RunRecord | undefined,
    started: (folder: string) => void,
  ): Promise<RunRecord> {
    const { times: _times, resume: _resume, onRun: _onRun, onFailure: _onFailure, ...rest } = this.options;
    const listener = together({ ...silent, start: ({ folder }) => started(folder) }, rest.listener);
    const { overrides = [], engine: _engine, ...shared } = rest;
    if (before) {
      const options: ResumeOptions = { ...shared, listener };
      return (await resumeRun(before.id, options)).record;
    }
    const options: RunOptions = {
      ...rest,
      listener,
      overrides: [...overrides, `seed=${seed}`],
      parent: () => this.begun().record.id,
    };
    return (await runExperiment(this.file, options)).record;
  }

  /** Made when the first run trains: what is wrong with the experiment or its data leaves nothing behind. */
  private begun(): RepeatWriter {
    const { loaded, file, seeds, options } = this;
    const { name, seed } = loaded.value;
    const children = seeds.map((one) => {
      return { seed: one, id: null, status: 'pending' as const, expect: [], error: null };
    });
    const about = {
      name,
      file: resolve(file),
      overrides: overridesOf(options),
      experiment_hash: loaded.hash,
    };
    const start = { ...about, seed, children, text: loaded.text };
    this.writer ??= createRepeat(options.runsDir, start, this.clock);
    return this.writer;
  }

  private finished(error: RepeatRecord['error']): StoredRepeat {
    const writer = this.writer!;
    const keys = unlike(writer.runs());
    if (keys.length > 0) this.options.note?.(`the runs differ in more than their seed: ${keys.join(', ')}`);
    return { folder: writer.folder, record: writer.finish(error) };
  }
}

/** @throws UserError where a number of runs, or a seed, is none. */
function seedsFrom({ value: { seed } }: LoadedExperiment, times: number): readonly number[] {
  if (!Number.isSafeInteger(times) || times < 1) {
    throw new UserError({ message: `found ${times} runs to repeat, expected a whole number from 1` });
  }
  if (seed > Number.MAX_SAFE_INTEGER - (times - 1)) {
    throw new UserError({ message: `there are no ${times} seeds from ${seed}`, hint: 'choose a lower seed' });
  }
  return Array.from({ length: times }, (_, i) => seed + i);
}
