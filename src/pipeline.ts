import { resolve } from 'node:path';
import { loadExperiment } from './experiment/index.js';
import { reload } from './resume/reload.js';
import { newestUnfinished } from './resume/unfinished.js';
import type { ResumeOptions, RunOptions, RunResult } from './run-options.js';
import { findRun, type Observer, type StoredRun, startClock } from './runs/index.js';
import { trainLoaded } from './train-loaded.js';
import type { Fingerprint } from './training/checkpoint/state.js';

export { showModel, validateFiles } from './inspect.js';
export type { ResumeOptions, RunOptions, RunResult } from './run-options.js';

/**
 * The whole chain for one experiment: YAML, data, model, compiled step, training, test, `expect`, record.
 *
 * @throws UserError: exit 2 before training for anything wrong with the experiment or its data, without a
 *   record; 3 where training failed and 4 for disk or engine, with the record of what was done.
 */
export async function runExperiment(file: string, options: RunOptions): Promise<RunResult> {
  const clock = startClock();
  const overrides = [...(options.overrides ?? [])];
  if (options.engine !== undefined) overrides.push(`engine=${options.engine}`);
  const loaded = await loadExperiment(file, overrides);
  const find = (now: Fingerprint) => newestUnfinished(options.runsDir, now);
  return trainLoaded({ loaded, clock, file: resolve(file), ...(options.resume && { find }) }, options);
}

/**
 * Goes on with a run (id, name, `last`, path) from its newest checkpoint that checks out. What it leaves is what the
 * run would have left without an interruption, times apart.
 *
 * @throws UserError as `runExperiment`; exit 2 where the run is finished, or where data, experiment, engine or versions
 *   are not as before; 5 where another process writes to it.
 */
export async function resumeRun(run: string, options: ResumeOptions): Promise<RunResult> {
  const clock = startClock();
  const stored = findRun(options.runsDir, run);
  const loaded = reload(stored, options.overrides ?? []);
  const file = stored.record.file ?? resolve(loaded.file);
  return trainLoaded({ loaded, clock, file, find: () => stored }, options);
}

/**
 * Trains a run anew, from the experiment in its folder and with a record of its own below `runsDir`.
 *
 * @throws UserError as `runExperiment`.
 */
export async function replayRun(
  stored: StoredRun,
  options: Omit<RunOptions, 'engine' | 'resume'> & { readonly observer: Observer },
): Promise<RunResult> {
  const clock = startClock();
  const loaded = reload(stored, options.overrides ?? []);
  const file = stored.record.file ?? resolve(loaded.file);
  return trainLoaded({ loaded, clock, file, observer: options.observer }, options);
}
