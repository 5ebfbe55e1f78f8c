import { dirname } from 'node:path';
import { type Experiment, loadExperiment } from '../../experiment/index.js';
import { findRun, type StoredRun } from '../../runs/index.js';

/** What is compared: a run, or an experiment file that need not have been run. */
export interface Side {
  /** Id of the run, or path of the file. */
  readonly name: string;
  readonly experiment: Experiment;
  /** Where the experiment file lies. */
  readonly folder: string;
  readonly run?: StoredRun;
}

/**
 * An experiment file, by the end of its name, or else a RUN.
 *
 * @throws UserError for what is neither, and for a file with mistakes.
 */
export async function sideOf(what: string, runsDir: string): Promise<Side> {
  if (/\.ya?ml$/i.test(what)) {
    const { value, folder } = await loadExperiment(what);
    return { name: what, experiment: value, folder };
  }
  const run = findRun(runsDir, what);
  const { record } = run;
  return {
    name: record.id,
    experiment: record.experiment,
    folder: record.file === undefined ? '.' : dirname(record.file),
    run,
  };
}
