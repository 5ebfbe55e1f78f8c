import { isGone, type ProcessMark } from '../../disk/process.js';
import { type RunRecord, SPLITS, type Status } from '../record.js';

/** What a list of runs shows of one, and is filtered and sorted by. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly tags: readonly string[];
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly seconds: number | null;
  readonly epochs: number;
  readonly seed: number;
  readonly engine: string;
  readonly parameters: number;
  readonly experiment_hash: string;
  readonly data_hash: string;
  /** All of `expect` was met; null where nothing was expected, or it never came to that. */
  readonly passed: boolean | null;
  /** Final metrics: `test.accuracy`. What was not finite is null. */
  readonly metrics: { readonly [name: string]: number | null };
  /** Id of the repeat that it is a part of. */
  readonly parent?: string;
  /** Of a run that says `running`: whose process it was. */
  readonly process?: Partial<ProcessMark>;
}

export function entryOf(record: RunRecord): Entry {
  const metrics: { [name: string]: number | null } = Object.create(null);
  for (const split of SPLITS) {
    for (const [name, value] of Object.entries(record.metrics.final[split] ?? {})) {
      metrics[`${split}.${name}`] = value;
    }
  }
  const { id, name, status, tags, times, epochs, seed, engine, parameters, experiment_hash, data_hash } =
    record;
  const common = { id, name, status, tags, started: times.started, seconds: times.seconds, epochs, seed };
  const passed = record.expect.length > 0 ? record.expect.every(({ pass }) => pass) : null;
  const more = { engine, parameters, experiment_hash, data_hash, passed, metrics };
  const family = record.parent ? { parent: record.parent } : {};
  return { ...common, ...more, ...family, ...(status === 'running' && { process: record.process }) };
}

/** As it is now: a run that says `running` and whose process is gone was interrupted. */
export function current(entry: Entry): Entry {
  return entry.status === 'running' && isGone(entry.process ?? {})
    ? { ...entry, status: 'interrupted' }
    : entry;
}
