import { resumeHash } from '../experiment/index.js';
import type { Experiment } from '../experiment/types.js';
import type { RunRecord } from '../runs/index.js';
import type { Fingerprint } from '../training/checkpoint/state.js';

/** What the numbers of a run depend on. `versions`: as the record has them. */
export function fingerprintOf(experiment: Experiment, rest: Omit<Fingerprint, 'experiment'>): Fingerprint {
  const { node, ...packages } = rest.versions;
  const versions = { ...packages, ...(node !== undefined && { node: node.split('.')[0]! }) };
  return { ...rest, versions, experiment: resumeHash(experiment) };
}

/** The same of a run, from its record. */
export function fingerprintIn(record: RunRecord): Fingerprint {
  const { experiment, data_hash: data, engine, threads, versions } = record;
  return fingerprintOf(experiment, { data, engine, threads, versions });
}
