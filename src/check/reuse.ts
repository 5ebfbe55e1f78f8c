import { hashRows } from '../datasets/hash.js';
import { loadExperiment } from '../experiment/index.js';
import { readSplits } from '../plan.js';
import { catalog } from '../runs/catalog/catalog.js';
import { runAt, type StoredRun } from '../runs/list.js';
import { version } from '../version.js';
import type { Job } from './job.js';

/**
 * What earlier records say about an experiment that has not changed: `found` with a completed run for every seed, `none`
 * where one has none, or `other data` where the rows are not those of the records or the baseline.
 */
export type Recorded =
  | { readonly kind: 'found'; readonly runs: readonly StoredRun[] }
  | { readonly kind: 'none' | 'other data' };

/** Reads the data to hash it, and trains nothing. Throws a UserError for data or records that cannot be read. */
export async function recorded(
  job: Job,
  { overrides, runsDir }: { readonly overrides: readonly string[]; readonly runsDir: string },
): Promise<Recorded> {
  const { entries } = catalog(runsDir);
  const runs: StoredRun[] = [];
  for (const seed of job.seeds) {
    const loaded = await loadExperiment(job.file, [...overrides, `seed=${seed}`]);
    const data = hashRows(await readSplits(loaded));
    const before = hashOf(job, seed);
    if (before !== undefined && before !== data) return { kind: 'other data' };
    const same = entries.filter(
      ({ status, experiment_hash: hash, data_hash: rows }) =>
        status === 'completed' && hash === loaded.hash && rows === data,
    );
    const run = same
      .map(({ id }) => runAt(runsDir, id))
      .find(({ record }) => record.versions.dlx === version);
    if (!run) return { kind: 'none' };
    runs.push(run);
  }
  return { kind: 'found', runs };
}

/** Of the data that the baseline was made from, for a seed; undefined where it does not tell. */
function hashOf({ baseline }: Job, seed: number): string | undefined {
  return baseline?.data_hashes[baseline.seeds.indexOf(seed)];
}
