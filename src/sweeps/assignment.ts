import type { Value } from './distributions/distribution.js';

/** What a trial sets: values by path of the experiment. */
export type Assignment = ReadonlyMap<string, Value>;

/** The same for two trials that try the same thing, whatever the order of their keys. */
export function identityOf(assignment: Assignment): string {
  const entries = [...assignment].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(entries);
}
