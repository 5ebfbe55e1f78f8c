import { hashRows } from '../datasets/hash.js';
import { UserError } from '../errors.js';
import { canonicalJson, type LoadedExperiment } from '../experiment/index.js';
import { readSplits } from '../plan.js';
import { catalog } from '../runs/catalog/catalog.js';
import { type StoredRun, tryRunAt } from '../runs/list.js';
import { version } from '../version.js';

/**
 * What was trained to its end before, in other sweeps or by itself: the same experiment, seed, engine and data come to the
 * same, so that it is not trained again.
 */
export class KnownRuns {
  /** Ids of completed runs by the hash of their experiment; the newest of each. */
  private readonly ids = new Map<string, string>();
  private readonly data = new Map<string, Promise<string | undefined>>();

  /** As the runs are now. */
  constructor(private readonly runsDir: string) {
    for (const { id, status, experiment_hash: hash } of catalog(runsDir).entries) {
      if (status === 'completed' && !this.ids.has(hash)) this.ids.set(hash, id);
    }
  }

  /** A run of this experiment, by this dlx and on the data that there is now; undefined where there is none. */
  async find(loaded: LoadedExperiment): Promise<StoredRun | undefined> {
    const id = this.ids.get(loaded.hash);
    if (id === undefined) return undefined;
    const run = tryRunAt(this.runsDir, id);
    if (run?.record.status !== 'completed' || run.record.versions.dlx !== version) return undefined;
    return (await this.dataOf(loaded)) === run.record.data_hash ? run : undefined;
  }

  /** Undefined where the data cannot be read: whoever trains on it will say why. */
  private dataOf(loaded: LoadedExperiment): Promise<string | undefined> {
    const { data, seed } = loaded.value;
    const key = canonicalJson({ data, seed });
    const known = this.data.get(key) ?? hashOf(loaded);
    this.data.set(key, known);
    return known;
  }
}

async function hashOf(loaded: LoadedExperiment): Promise<string | undefined> {
  try {
    return hashRows(await readSplits(loaded));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}
