import type { StoredRun } from '../runs/index.js';
import type { TrainingListener } from '../training/listener.js';
import type { Job } from './job.js';
import type { CheckedRun } from './result.js';

/** A run that is about to start: the `number`th `of` so many of its experiment. */
export interface Starting {
  readonly file: string;
  readonly seed: number;
  readonly number: number;
  readonly of: number;
}

export interface SeedOptions {
  /** `path=value` */
  readonly overrides: readonly string[];
  readonly runsDir: string;
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
  /** Hears of every run before it starts. */
  starts?(run: Starting): void;
}

/** One run a seed, each with a record of its own. Throws as `runExperiment`, and the reason of an aborted signal. */
export async function runSeeds(
  { file, loaded, seeds }: Job,
  options: SeedOptions,
): Promise<readonly StoredRun[]> {
  const { runExperiment } = await import('../pipeline.js');
  const { overrides, runsDir, listener, signal, starts } = options;
  const runs: StoredRun[] = [];
  for (const [i, seed] of seeds.entries()) {
    starts?.({ file, seed, number: i + 1, of: seeds.length });
    const own = seed === loaded.value.seed ? [] : [`seed=${seed}`];
    const how = { overrides: [...overrides, ...own], runsDir, listener, ...(signal && { signal }) };
    runs.push(await runExperiment(file, how).finally(() => listener.end({})));
    signal?.throwIfAborted();
  }
  return runs;
}

export const checkedRun = ({ record, folder }: StoredRun, reused: boolean): CheckedRun => ({
  id: record.id,
  seed: record.seed,
  folder,
  reused,
});
