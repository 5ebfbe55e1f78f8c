import { shortPaths, valueText, varyingPaths } from '../progress/text.js';
import type { Trial } from '../record/record.js';

/** A parameter that differs between trials. */
export interface Varying {
  /** In the experiment: `architecture[1].Dense.units`. */
  readonly path: string;
  /** As much of its end as tells it from the others: `units`. */
  readonly name: string;
}

/** What differs between trials; where nothing does, all that they set. */
export function varyingOf(trials: readonly Trial[]): readonly Varying[] {
  const paths = varyingPaths(trials);
  const names = shortPaths(paths);
  return paths.map((path) => ({ path, name: names.get(path)! }));
}

/** What a trial sets a parameter to, for readers; a dash where that plays no part. */
export const settingText = ({ values }: Pick<Trial, 'values'>, path: string) =>
  Object.hasOwn(values, path) ? valueText(values[path]) : '-';

/** `units=64, learning_rate=0.001` */
export function settingsText(trial: Pick<Trial, 'values'>, varying: readonly Varying[]): string {
  return varying
    .filter(({ path }) => Object.hasOwn(trial.values, path))
    .map(({ path, name }) => `${name}=${settingText(trial, path)}`)
    .join(', ');
}
