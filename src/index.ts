import type { CheckOptions as CheckAll } from './check/check.js';
import type { CheckResult } from './check/result.js';
import type { Problem } from './errors.js';
import type { LoadedExperiment } from './experiment/parse.js';
import type { Unexported } from './exports/export-runs.js';
import type { Exported } from './exports/target.js';
import type { Shown } from './inspect.js';
import type { RepeatOptions as RepeatAll } from './repeat/repeat.js';
import type { ReportOptions as ReportAll } from './report/options.js';
import type { RunOptions as PipelineOptions, ResumeOptions as ResumeAll, RunResult } from './run-options.js';
import type { StoredRepeat } from './runs/repeats/record.js';
import type { LaunchOptions, SweepSource } from './sweeps/launch.js';
import type { StoredSweep } from './sweeps/record/record.js';
import { silent, type TrainingListener } from './training/listener.js';
import type { Verification } from './verify/verification.js';
import type { VerifyOptions as VerifyAll } from './verify/verify.js';

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

export type { Gate, Verdict } from './check/gate.js';
export type { CheckedExperiment, CheckResult, CheckStatus } from './check/result.js';
export { EXIT, type ExitCode, formatProblem, type Problem, UserError } from './errors.js';
export type { LoadedExperiment } from './experiment/parse.js';
export type { Choice, Options } from './experiment/part.js';
export type {
  CheckpointOptions,
  Data,
  Expectation,
  Experiment,
  Tolerance,
  Training,
} from './experiment/types.js';
export type { Shown } from './inspect.js';
export type { Summary } from './model/summary-type.js';
export { sampleText } from './predictions/library.js';
export type { Sample, SampleOptions } from './predictions/sample-type.js';
export type { FindOptions, Found } from './rates/found.js';
export { findLearningRate } from './rates/library.js';
export { reportSweep } from './report/sweep/report-sweep.js';
export type { RunResult } from './run-options.js';
export { passed } from './runs/expect.js';
export { findRun } from './runs/find.js';
export { listRuns, type StoredRun } from './runs/list.js';
export { readRun } from './runs/read.js';
export type { Best, Git, Outcome, Resumption, RunRecord, Split, Status, Values } from './runs/record.js';
export { findRepeat } from './runs/repeats/find.js';
export type { Child, RepeatRecord, Spread, StoredRepeat } from './runs/repeats/record.js';
export type { EpochValues, Executor, TrialEnd, TrialTask, TrialWatcher } from './sweeps/executor.js';
export type { EarlyTermination, Objective } from './sweeps/file/sweep.js';
export type { SweepSource } from './sweeps/launch.js';
export type { SweepListener } from './sweeps/listener.js';
export { findSweep } from './sweeps/record/find.js';
export type { StoredSweep, SweepRecord, Trial, TrialStatus } from './sweeps/record/record.js';
export { bestOfSweep } from './sweeps/results/best-of-sweep.js';
export type {
  BatchEvent,
  EndEvent,
  EpochEvent,
  EvaluatedEvent,
  StartEvent,
  TrainingListener,
} from './training/listener.js';
export type { EpochDifference, Verification } from './verify/verification.js';
export { version } from './version.js';

/** How to run an experiment; everything may be left out. */
export interface RunOptions extends Partial<Omit<PipelineOptions, 'listener' | 'parent' | 'signal'>> {
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

/** How to repeat an experiment; everything but `times` may be left out. */
export interface RepeatOptions extends RunOptions, Pick<RepeatAll, 'times' | 'onRun' | 'onFailure'> {}

/**
 * Runs an experiment with several seeds as `dlx run --repeat` does. A run in which training failed is no error.
 *
 * @throws UserError for what the user can mend; its `exitCode` is that of the command line.
 */
export async function repeatExperiment(file: string, options: RepeatOptions): Promise<StoredRepeat> {
  const { repeatExperiment: repeat } = await import('./repeat/repeat.js');
  const { runsDir = 'runs', listener = silent } = options;
  return repeat(file, { ...options, runsDir, listener });
}

/** How to sweep; everything may be left out. */
export type SweepOptions = LaunchOptions;

/**
 * Tries many values of an experiment as `dlx sweep` does: every trial is a run of its own below `runsDir`. Goes on with the
 * newest sweep of the same file where there is one. A trial that fails is no error: see `trials` of what is returned.
 *
 * @throws UserError for what the user can mend; its `exitCode` is that of the command line.
 */
export async function runSweep(source: SweepSource, options: SweepOptions = {}): Promise<StoredSweep> {
  return (await import('./sweeps/launch.js')).launchSweep(source, options);
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

/** How to replay a run; everything may be left out. */
export type VerifyOptions = Partial<VerifyAll>;

/**
 * Trains a run again from its record as `dlx verify` does, and says whether weights and metrics of every epoch are the
 * same to the last bit, or where they are not and what of data, versions, engine and machine is not as it was.
 *
 * @throws UserError for what the user can mend, such as data that is gone; the reason of `signal` if that was aborted.
 */
export async function verifyRun(run: string, options: VerifyOptions = {}): Promise<Verification> {
  const { verifyRun: verify } = await import('./verify/verify.js');
  const { runsDir = 'runs', listener = silent } = options;
  return verify(run, { ...options, runsDir, listener });
}

/** How to check experiments; everything may be left out. */
export type CheckOptions = Partial<CheckAll>;

/**
 * Holds experiments against `expect` and their baselines as `dlx check` does: runs them, or with `update` writes the
 * baselines (of three seeds, unless `seeds` says otherwise). Prints nothing. What failed, and mistakes in single files,
 * are in the result, whose `exitCode` is that of the command line.
 *
 * @throws the reason of `signal` if that was aborted.
 */
export async function checkExperiments(
  files: readonly string[],
  options: CheckOptions = {},
): Promise<CheckResult> {
  const { checkAll, seedsOf } = await import('./check/check.js');
  const { update = false, seeds = seedsOf(update), overrides = [], code = [] } = options;
  const { runsDir = 'runs', listener = silent } = options;
  return checkAll(files, { ...options, update, seeds, overrides, code, runsDir, listener });
}

/** How to report on runs; everything may be left out. */
export interface ReportOptions extends Partial<ReportAll> {
  readonly runsDir?: string;
}

/**
 * A report on runs as `dlx report` makes it: a whole HTML document that needs nothing else. What is missing of a run,
 * its record apart, is left out, and the page says why. `runs`: ids, beginnings of ids, `last`, names, or paths.
 *
 * @throws UserError for a run that is not there, or none at all.
 */
export async function report(runs: readonly string[], options: ReportOptions = {}): Promise<string> {
  const [{ chosenRuns }, { makeReport }] = await Promise.all([
    import('./runs/catalog/choose.js'),
    import('./report/report.js'),
  ]);
  const { runsDir = 'runs', predictions = true } = options;
  const { runs: stored } = chosenRuns(runsDir, runs, {}, Date.now());
  return (await makeReport(stored, { ...options, predictions })).html;
}

/** What became of a run at a place that it was exported to. */
export type ExportedRun = (Exported | Unexported) & { readonly target: string };

/**
 * Copies runs to other programs as `dlx export-runs` does. `runs`: ids, beginnings of ids, `last`, names, or paths;
 * `places`: a folder or address for each target; `env`: who asks a server, as MLFLOW_TRACKING_TOKEN says.
 *
 * @throws UserError for a run that is not there, or where a place does not do its part (exit 4).
 */
export async function exportRuns(
  runs: readonly string[],
  places: { readonly mlflow?: string; readonly tensorboard?: string },
  options: { readonly runsDir?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<readonly ExportedRun[]> {
  const [{ chosenRuns }, { exportTo }] = await Promise.all([
    import('./runs/catalog/choose.js'),
    import('./exports/export-runs.js'),
  ]);
  const { runsDir = 'runs', env = process.env } = options;
  const { runs: stored } = chosenRuns(runsDir, runs, {}, Date.now());
  const done: ExportedRun[] = [];
  for await (const one of exportTo(stored, places, env)) done.push(one);
  return done;
}

/** Every problem of every file, experiment or sweep, as `dlx validate` finds them; the data is not read beyond its shape. */
export async function validateFiles(
  files: readonly string[],
): Promise<{ readonly file: string; readonly problems: readonly Problem[] }[]> {
  return (await import('./sweeps/validate.js')).validateFiles(files);
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
