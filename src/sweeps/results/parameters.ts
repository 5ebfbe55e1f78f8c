import { shortPaths, spokesman, valueText, varyingPaths } from '../naming.js';
import type { StoredSweep, Trial } from '../record/record.js';

/** A parameter that differs between trials. */
export interface Varying {
  /** In the experiment: `architecture[1].Dense.units`. */
  readonly path: string;
  /** As much of its end as tells it from the others: `units`. */
  readonly name: string;
}

/**
 * What differs between trials; where nothing does, all that they set. Of parameters that change together, one stands for
 * all where its values tell them apart in a word.
 */
export function varyingOf({ record, trials }: Pick<StoredSweep, 'record' | 'trials'>): readonly Varying[] {
  const hidden = new Set(
    record.zip.flatMap((paths) => {
      const one = spokesman(paths, trials);
      return one === undefined ? [] : paths.filter((path) => path !== one);
    }),
  );
  const paths = varyingPaths(trials).filter((path) => !hidden.has(path));
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
