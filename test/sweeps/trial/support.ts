import { dirname } from 'node:path';
import { parseExperiment } from '../../../src/experiment/index.js';
import type { EpochValues, TrialTask } from '../../../src/sweeps/executor.js';
import { type DistantWatcher, runTrial, type TrialOptions } from '../../../src/sweeps/trial/run-trial.js';
import { fileOf } from '../../pipeline/run.js';
import { temporaryFolder } from '../../runs/temporary.js';

/** What a trial told, in order. */
export type Told =
  | readonly ['started', string]
  | readonly ['epoch', number, EpochValues]
  | readonly ['asked', number];

/** Trials of an experiment, in folders of their own. */
export function trials(text: string, file = fileOf(text)) {
  const runsDir = temporaryFolder();
  const taskOf = (overrides: readonly string[] = [], more: Partial<TrialTask> = {}): TrialTask => ({
    sweep: 'sweep-20261122T174500Z-tests-00000000',
    number: 0,
    attempt: 0,
    experiment: { file, text },
    overrides,
    experiment_hash: parseExperiment(text, { file, folder: dirname(file), overrides }).hash,
    run: null,
    decisions: [],
    ...more,
  });
  const run = async (task: TrialTask, options: Partial<TrialOptions & DistantWatcher> = {}) => {
    const told: Told[] = [];
    const watcher: DistantWatcher = {
      started: (id) => told.push(['started', id]),
      epoch: (epoch, values) => {
        told.push(['epoch', epoch, values]);
        options.epoch?.(epoch, values);
      },
      goesOn: async (epoch) => {
        told.push(['asked', epoch]);
        return options.goesOn?.(epoch) ?? true;
      },
    };
    const signal = new AbortController().signal;
    const end = await runTrial(task, watcher, { runsDir, signal, ...options });
    return { end, told };
  };
  return { runsDir, file, taskOf, run };
}
