import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import { UserError } from '../../errors.js';
import type { StoredSweep, Trial } from '../record/record.js';
import { chosenTrial, objectivesText } from './best.js';
import { settingsText, varyingOf } from './parameters.js';
import { rank } from './ranking.js';
import { trialExperiment } from './trial-experiment.js';

export interface ExportOptions {
  /** Number of another trial than the best. */
  readonly trial?: number;
  /** The file to write. */
  readonly out?: string;
  /** Hears what a user should know. */
  note?(sentence: string): void;
}

/** What `dlx sweep best --json` prints. */
export interface ExportedTrial extends Pick<Trial, 'values' | 'objectives' | 'experiment_hash' | 'run'> {
  readonly sweep: string;
  readonly trial: number;
  /** The file that was written; null where none was asked for. */
  readonly file: string | null;
  readonly text: string;
}

/**
 * The best trial of a sweep, or another one, as an experiment file.
 *
 * @throws UserError: exit 2 where there is no such trial, or its experiment is gone; 4 where the file cannot be written.
 */
export function exportTrial(sweep: StoredSweep, options: ExportOptions): ExportedTrial {
  const { record } = sweep;
  const { out, note } = options;
  const trial = chosenTrial(sweep, options.trial);
  if (options.trial === undefined && record.objectives.length > 1) {
    const { name } = record.objectives[0]!;
    const { best } = rank(sweep);
    note?.(
      `trial ${trial.number} is the best in ${name}, one of ${best.length} on the front: --trial N takes another`,
    );
  }
  if (out !== undefined) refuseOwnFiles(sweep, out);
  const from = dirname(record.experiment);
  const here = isSame(process.cwd(), from) ? from : undefined;
  const folder = out === undefined ? here : dirname(resolve(out));
  const suffix = options.trial === undefined ? '-best' : `-trial-${trial.number}`;
  const made = trialExperiment(sweep, trial, { suffix, folder });
  if (!made.same) {
    note?.('it is not what the trial was: defaults have changed since, or the run of the trial is gone');
  }
  const text = `${headOf(sweep, trial)}\n\n${made.text}`;
  if (out !== undefined) withIoErrors('write the experiment', out, () => writeAtomic(out, text), '--out');
  const { values, objectives, experiment_hash, run } = trial;
  return {
    sweep: record.id,
    trial: trial.number,
    values,
    objectives,
    experiment_hash,
    run,
    file: out ?? null,
    text,
  };
}

/** Where it is from, as comments. */
function headOf(sweep: StoredSweep, trial: Trial): string {
  const { best } = rank(sweep);
  const count = sweep.trials.length === 1 ? '1 trial' : `${sweep.trials.length} trials`;
  const among = best.includes(trial.number)
    ? sweep.record.objectives.length > 1
      ? `on the front of ${count}`
      : `the best of ${count}`
    : `${trial.status}, one of ${count}`;
  const values = settingsText(trial, varyingOf(sweep));
  return [
    `Trial ${trial.number} of ${sweep.record.id}: ${objectivesText(sweep, trial)}, ${among}.`,
    ...(values === '' ? [] : [values]),
  ]
    .map((line) => `# ${line.replace(/\p{Cc}+/gu, ' ')}`)
    .join('\n');
}

/** What the sweep was made from would be lost. */
function refuseOwnFiles({ record }: StoredSweep, out: string): void {
  const own = [record.experiment, record.file].find((file) => file !== null && isSame(file, out));
  if (own === undefined) return;
  const hint = 'name another file with --out';
  throw new UserError({ file: out, message: 'the sweep was made from this file: it is not replaced', hint });
}

/** Whether two paths lead to one file or folder that is there. */
function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
