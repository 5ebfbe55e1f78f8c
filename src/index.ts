import type { Problem } from './errors.js';
import type { LoadedExperiment } from './experiment/parse.js';
import type { Shown } from './inspect.js';
import type { RunOptions as PipelineOptions, ResumeOptions as ResumeAll, RunResult } from './pipeline.js';
import { silent, type TrainingListener } from './training/listener.js';

/*
 * dlx as a library: what the commands call. Importing it loads neither tfjs nor onnxruntime; a function loads
 * what it needs when it is called.
 *
 *     import { runExperiment, UserError } from 'dlx';
 *     try {
 *       const { record, folder } = await runExperiment('mnist-mlp.yaml', { overrides: ['training.epochs=1'] });
 *       console.log(folder, record.metrics.final.test?.accuracy);
 *     } catch (error) {
 *       if (error instanceof UserError) console.error(error.message, error.exitCode);
 *     }
 */

export { EXIT, type ExitCode, formatProblem, type Problem, UserError } from './errors.js';
export type { LoadedExperiment } from './experiment/parse.js';
export type { Choice, Options } from './experiment/part.js';
export type { CheckpointOptions, Data, Experiment, Training } from './experiment/types.js';
export type { Shown } from './inspect.js';
export type { Summary } from './model/summary-type.js';
export type { RunResult } from './pipeline.js';
export { passed } from './runs/expect.js';
export { findRun } from './runs/find.js';
export { listRuns, type StoredRun } from './runs/list.js';
export { readRun } from './runs/read.js';
export type { Best, Git, Outcome, Resumption, RunRecord, Split, Status, Values } from './runs/record.js';
export type {
  BatchEvent,
  EndEvent,
  EpochEvent,
  StartEvent,
  TrainingListener,
} from './training/listener.js';
export { version } from './version.js';

/** How to run an experiment; everything may be left out. */
export interface RunOptions extends Partial<Omit<PipelineOptions, 'listener' | 'signal'>> {
  /** Hears every batch and epoch. Default: nobody. */
  readonly listener?: TrainingListener;
  /** Ends training early and in order: the record then says `interrupted`. */
  readonly signal?: AbortSignal;
}

/**
 * Trains an experiment as `dlx run` does, and writes its run record below `runsDir` (default `runs`). Prints
 * nothing. An `expect` that is not met is no error: ask `passed(record)`.
 *
 * @throws UserError for what the user can mend; its `exitCode` is that of the command line.
 */
export async function runExperiment(file: string, options: RunOptions = {}): Promise<RunResult> {
  const { runExperiment: run } = await import('./pipeline.js');
  const { runsDir = 'runs', listener = silent } = options;
  return run(file, { ...options, runsDir, listener });
}

/** How to go on with a run; everything may be left out. */
export interface ResumeOptions extends Omit<RunOptions, 'engine' | 'resume'> {
  /** Go on although data, experiment, engine or versions are not as before; the record says so. */
  readonly force?: ResumeAll['force'];
}

/**
 * Goes on with a run as `dlx resume` does. `run`: an id, a unique beginning of one, `last`, `last~2`, a name, or a path.
 *
 * @throws UserError for what the user can mend; its `exitCode` is that of the command line.
 */
export async function resumeRun(run: string, options: ResumeOptions = {}): Promise<RunResult> {
  const { resumeRun: resume } = await import('./pipeline.js');
  const { runsDir = 'runs', listener = silent } = options;
  return resume(run, { ...options, runsDir, listener });
}

/** Every problem of every file, as `dlx validate` finds them; the data is not read beyond its shape. */
export async function validateFiles(
  files: readonly string[],
): Promise<{ readonly file: string; readonly problems: readonly Problem[] }[]> {
  return (await import('./inspect.js')).validateFiles(files);
}

/**
 * The model of an experiment as `dlx show` shows it. `overrides`: `path=value`, as on the command line.
 *
 * @throws UserError with every problem of the experiment.
 */
export async function showModel(file: string, overrides: readonly string[] = []): Promise<Shown> {
  return (await import('./inspect.js')).showModel(file, overrides);
}

/**
 * Reads an experiment file, applies overrides, validates it and fills in every default. Shapes and data are
 * not looked at: `validateFiles` does that.
 *
 * @throws UserError with every problem, or with what keeps the file from being read.
 */
export async function loadExperiment(
  file: string,
  overrides: readonly string[] = [],
): Promise<LoadedExperiment> {
  return (await import('./experiment/index.js')).loadExperiment(file, overrides);
}
