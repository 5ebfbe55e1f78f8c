import { factsOf } from '../runs/facts.js';
import type { RunRecord } from '../runs/index.js';

/** The seed may decide which rows are taken, and so the hash of the data. */
const OF_THE_SEED = new Set(['seed', 'data hash']);

/** In what runs differ that should differ in their seed alone, as versions may where a repeat went on later. */
export function unlike(records: readonly RunRecord[]): readonly string[] {
  const facts = records.map(factsOf);
  const keys = [...new Set(facts.flatMap((one) => [...one.keys()]))].filter((key) => !OF_THE_SEED.has(key));
  return keys.filter((key) => new Set(facts.map((one) => one.get(key))).size > 1);
}
