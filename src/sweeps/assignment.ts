import type { Value } from './distributions/distribution.js';

/** What a trial sets: values by path of the experiment. */
export type Assignment = ReadonlyMap<string, Value>;

/**
 * The same for two trials that try the same thing, whatever the order of their keys.
 *
 * @param from number of the trial whose weights it begins with; null where it begins anew.
 */
export function identityOf(assignment: Assignment, from: number | null = null): string {
  const entries = [...assignment].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(from === null ? entries : [from, entries]);
}
