import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ioError } from '../../disk/io-error.js';
import { readSmall } from '../../disk/read.js';
import { UserError } from '../../errors.js';
import { applyAll } from '../../experiment/apply-all.js';
import {
  formatPath,
  grammar,
  type LoadedExperiment,
  parseExperiment,
  toYaml,
} from '../../experiment/index.js';
import { MAX_BYTES } from '../../experiment/load.js';
import { parseOverride } from '../../experiment/override.js';
import { readSource } from '../../experiment/source.js';
import { reload } from '../../resume/reload.js';
import { parseId } from '../../runs/id.js';
import { runAt } from '../../runs/list.js';
import { experimentOf } from '../experiment-of.js';
import type { StoredSweep, Trial } from '../record/record.js';
import { type Placed, setInPlace } from './in-place.js';
import { movedFiles, pathFrom } from './named-files.js';

export interface TrialExperiment {
  /** YAML that runs by itself. */
  readonly text: string;
  /** Whether it is what the trial was, the names of files apart: another version of dlx may have other defaults. */
  readonly same: boolean;
}

/**
 * A trial as an experiment of its own: the file that the sweep was made with, comments and all, with the values of the
 * trial in their places; where they cannot be put there, with every default written out.
 *
 * @param suffix of its name.
 * @param folder of its file, absolute; undefined where that is not known: then it names other files by absolute paths.
 * @throws UserError where neither the run of the trial nor the experiment in the folder of the sweep can be read.
 */
export function trialExperiment(
  sweep: StoredSweep,
  trial: Trial,
  { suffix, folder }: { readonly suffix: string; readonly folder: string | undefined },
): TrialExperiment {
  const loaded = trialLoaded(sweep, trial);
  const more = [
    { path: ['name'], value: named(loaded.value.name, suffix) },
    ...movedFiles(loaded, folder),
    ...ownWeights(loaded, sweep, folder),
  ];
  const wanted = withMore(loaded, more);
  const edited = setInPlace(loaded.text, placesOf(wanted));
  const fits = edited !== undefined && isLike(wanted, edited);
  return { text: fits ? edited : toYaml(wanted.value), same: loaded.hash === trial.experiment_hash };
}

/** The run whose weights it begins with, wherever the file stands: by its path. */
function ownWeights(
  { value }: LoadedExperiment,
  sweep: StoredSweep,
  folder: string | undefined,
): readonly Placed[] {
  const { initial_weights: run } = value;
  if (run === undefined || !parseId(run)) return [];
  const path = resolve(dirname(sweep.folder), run);
  if (!existsSync(path)) return [];
  return [{ path: ['initial_weights'], value: folder === undefined ? path : pathFrom(folder, path) }];
}

/** The longest name that an experiment may have. */
const LONGEST = 100;

const named = (name: string, suffix: string) => [...name].slice(0, LONGEST - suffix.length).join('') + suffix;

function withMore({ text, file, folder, overrides }: LoadedExperiment, more: readonly Placed[]) {
  const own = more.map(({ path, value }) => `${formatPath(path)}=${JSON.stringify(value)}`);
  return parseExperiment(text, { file, folder, overrides: [...overrides, ...own] });
}

/** What its overrides set, and where that stands in its file. */
function placesOf({ text, file, overrides }: LoadedExperiment): readonly Placed[] {
  const parsed = overrides.flatMap((one) => parseOverride(one).override ?? []);
  const { settings } = applyAll(grammar.schema, readSource(text, file).value, parsed);
  return settings.map(({ path, value }) => ({ path, value }));
}

/** Whether a text says what an experiment is, without its overrides. */
function isLike({ value, hash, file, folder }: LoadedExperiment, text: string): boolean {
  try {
    const read = parseExperiment(text, { file, folder });
    return read.hash === hash && read.value.name === value.name;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** As it was run; before it was, or where its run is gone, as it is to be. */
function trialLoaded({ folder, record, trials }: StoredSweep, trial: Trial): LoadedExperiment {
  const runsDir = dirname(folder);
  try {
    if (trial.run !== null) return reload(runAt(runsDir, trial.run), []);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  const kept = join(folder, 'experiment.yaml');
  let text: string;
  try {
    text = readSmall(kept, MAX_BYTES);
  } catch (error) {
    throw ioError(error, 'read the experiment of the sweep', kept);
  }
  const weights = trial.from === null ? undefined : (trials[trial.from]?.run ?? undefined);
  return experimentOf({ experiment: { file: record.experiment, text } }, trial.values, { weights });
}
