import { UserError } from '../../errors.js';
import { type History, readHistory } from '../../runs/history.js';

/** A curve of metrics.csv of two runs, by epoch. */
export interface CurveDiff {
  /** `val_loss` */
  readonly name: string;
  /** Of both: epochs, and as many values; NaN where there is none. */
  readonly sides: readonly { readonly epochs: readonly number[]; readonly values: readonly number[] }[];
}

/**
 * Curves of two runs by name; those of a run that lacks them are empty. Without names the loss, of the validation split
 * if one of them has it.
 *
 * @throws UserError (exit 2) for a name that neither has.
 */
export function curvesOf(folders: readonly string[], asked?: readonly string[]): readonly CurveDiff[] {
  const sides = folders.map(readHistory);
  const known = new Set(sides.flatMap(({ curves }) => [...curves.keys()]));
  const names = asked ?? [known.has('val_loss') ? 'val_loss' : 'loss'];
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const message = `found no curve ${unknown.join(', ')}, expected some of ${[...known].join(', ')}`;
    throw new UserError({ key: '--metric', message, hint: 'names are the columns of metrics.csv' });
  }
  return names.map((name) => ({ name, sides: sides.map((side) => curveOf(side, name)) }));
}

function curveOf({ epochs, curves }: History, name: string) {
  return curves.has(name) ? { epochs, values: curves.get(name)! } : { epochs: [], values: [] };
}
