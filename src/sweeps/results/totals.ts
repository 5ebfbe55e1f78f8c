import { TRIAL_STATUSES, type Trial, type TrialStatus } from '../record/record.js';

/** What all trials of a sweep come to. */
export interface Totals {
  /** How many trials there are of each status. */
  readonly counts: { readonly [status in TrialStatus]: number };
  /** Epochs that were trained. */
  readonly epochs: number;
  /** What training took, one trial after the other. */
  readonly seconds: number;
}

export function totalsOf(trials: readonly Trial[]): Totals {
  const sum = (of: (trial: Trial) => number | null) =>
    trials.reduce((total, trial) => total + (of(trial) ?? 0), 0);
  const count = (status: TrialStatus) => trials.filter((trial) => trial.status === status).length;
  return {
    counts: Object.fromEntries(TRIAL_STATUSES.map((status) => [status, count(status)])) as Totals['counts'],
    epochs: sum(({ epochs }) => epochs),
    seconds: sum(({ seconds }) => seconds),
  };
}
