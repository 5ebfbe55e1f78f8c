import { EXIT, type ExitCode, UserError } from '../errors.js';
import { baselineFile } from './baseline-file.js';
import { type HoldOptions, holdAgainstBaseline } from './hold.js';
import { type Job, jobOf } from './job.js';
import type { CheckedExperiment, CheckResult } from './result.js';
import { updateBaseline } from './update.js';

export interface CheckOptions extends HoldOptions {
  /** Write baselines instead of holding against them. */
  readonly update: boolean;
  /** Runs of every experiment: its own seed and those after it. */
  readonly seeds: number;
}

/** Of how many runs a check is, and a baseline: of fewer it would say little about what chance does. */
export const seedsOf = (update: boolean) => (update ? 3 : 1);

/**
 * Checks experiments against their baselines, one after the other; what is wrong with one keeps none of the others from
 * being checked. Files and baselines are all read before the first run starts.
 *
 * @throws the signal's reason if it was aborted.
 */
export async function checkAll(files: readonly string[], options: CheckOptions): Promise<CheckResult> {
  const jobs: (Job | CheckedExperiment)[] = [];
  for (const file of new Set(files)) {
    const begun = performance.now();
    jobs.push(await jobOf(file, options).catch((error) => unchecked(file, begun, error)));
  }
  const experiments: CheckedExperiment[] = [];
  for (const job of jobs) experiments.push('status' in job ? job : await checkOne(job, options));
  const exitCode = Math.max(EXIT.ok, ...experiments.map((one) => one.exitCode)) as ExitCode;
  return { experiments, exitCode };
}

async function checkOne(job: Job, options: CheckOptions): Promise<CheckedExperiment> {
  const begun = performance.now();
  const { file, path, loaded } = job;
  try {
    const outcome = await (options.update ? updateBaseline : holdAgainstBaseline)(job, options);
    return { file, baseline: path, ...outcome, seconds: since(begun) };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { ...unchecked(file, begun, error), name: loaded.value.name };
  }
}

/** What a user can mend ends the check of one experiment; anything else ends all. `begun`: of the monotonic clock. */
function unchecked(file: string, begun: number, error: unknown): CheckedExperiment {
  if (!(error instanceof UserError)) throw error;
  const { exitCode, problems } = error;
  const nothing = { runs: [], gates: [], updates: [], warnings: [], notes: [] };
  const seconds = since(begun);
  return { file, status: 'error', exitCode, baseline: baselineFile(file), ...nothing, problems, seconds };
}

const since = (tick: number) => (performance.now() - tick) / 1000;
