import { UserError } from '../../errors.js';
import type { StoredSweep, Trial } from '../record/record.js';
import { rank } from './ranking.js';
import { totalsOf } from './totals.js';

/**
 * The best trial of a sweep, by its first objective, or the one with a number.
 *
 * @throws UserError where no trial has completed, or none has that number.
 */
export function chosenTrial(sweep: StoredSweep, number?: number): Trial {
  const { id } = sweep.record;
  const { trials, best } = rank(sweep);
  const wanted = number ?? best[0];
  const found = trials.find((trial) => trial.number === wanted);
  if (found) return found;
  if (number !== undefined) {
    const range = trials.length === 0 ? 'it has none yet' : `expected 0 to ${trials.length - 1}`;
    const hint = `\`dlx sweep show ${id}\` lists them`;
    throw new UserError({ message: `${id} has no trial ${number}: ${range}`, hint });
  }
  const { counts } = totalsOf(trials);
  const states = Object.entries(counts).filter(([, count]) => count > 0);
  const others = states.map(([status, count]) => `${count} ${status}`).join(', ') || 'it has none yet';
  const names = sweep.record.objectives.map(({ name }) => name).join(', ');
  throw new UserError({
    message: `${id} has no completed trial with a finite ${names}: ${others}`,
    hint: 'wait for one, or name any with --trial N',
  });
}

/** `val_accuracy 0.9812, loss 0.08`: what a trial came to. */
export function objectivesText({ record }: Pick<StoredSweep, 'record'>, { objectives }: Trial): string {
  return record.objectives
    .map(({ name }, i) => `${name} ${typeof objectives[i] === 'number' ? objectives[i] : 'not known'}`)
    .join(', ');
}
