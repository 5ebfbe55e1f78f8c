import { type Fact, type Facts, factsOf } from '../runs/facts.js';
import type { RunRecord } from '../runs/record.js';
import type { Baseline } from './baseline.js';

const SHOWN = 6;

/**
 * What of the runs is not as it was for the baseline: a sentence each for the config, the data, and the engine with its
 * versions and machine. Differences in metrics may come from there.
 */
export function driftOf(baseline: Baseline, runs: readonly RunRecord[]): readonly string[] {
  const record = runs[0]!;
  const [then, now] = [parts(thenOf(baseline, record)), parts(factsOf(record))];
  const config = changes(then.config, now.config);
  const surroundings = changes(then.surroundings, now.surroundings);
  return [
    ...(config.length > 0 ? [`the baseline was made with another config: ${listed(config)}`] : []),
    ...(otherData(baseline, runs) ? ['the baseline was made with other data'] : []),
    ...(surroundings.length > 0
      ? [`the baseline was made in another environment: ${listed(surroundings)}`]
      : []),
  ];
}

/** The changes of keys from one configuration to another: `optimizer.adam.learning_rate 0.001 -> 0.01`. */
export function configChanges(before: Baseline, after: Baseline, record: RunRecord): readonly string[] {
  return changes(parts(thenOf(before, record)).config, parts(thenOf(after, record)).config);
}

/** Facts of the runs that the baseline was made from. */
function thenOf({ experiment, threads, versions, cpu, platform }: Baseline, record: RunRecord): Facts {
  const { name, tags, seed, expect } = record.experiment;
  const training = { ...experiment.training, checkpoint: record.experiment.training.checkpoint };
  return factsOf({
    ...record,
    experiment: { ...experiment, name, tags, seed, expect, training },
    threads,
    versions,
    cpu: { ...record.cpu, model: cpu },
    platform,
  });
}

/** Not of the code's repository: its commit is another for every check. The seeds of a baseline are several. */
const APART = /^(seed$|git |data hash$|training\.checkpoint\b)/;
const SURROUNDINGS = /^(version of .*|threads|cpu|platform)$/;

function parts(facts: Facts): { readonly config: Facts; readonly surroundings: Facts } {
  const counted = [...facts].filter(([key]) => !APART.test(key));
  const [surroundings, config] = [true, false].map(
    (outer) => new Map(counted.filter(([key]) => SURROUNDINGS.test(key) === outer)),
  );
  return { config: config!, surroundings: surroundings! };
}

function changes(before: Facts, after: Facts): readonly string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const differing = keys.filter((key) => before.get(key) !== after.get(key));
  return differing.map((key) => `${key} ${worded(before.get(key))} -> ${worded(after.get(key))}`);
}

const worded = (fact: Fact | undefined) => (fact === undefined ? 'none' : String(fact));

function listed(items: readonly string[]): string {
  const more = items.length > SHOWN ? [`and ${items.length - SHOWN} more`] : [];
  return [...items.slice(0, SHOWN), ...more].join(', ');
}

/** A seed that the baseline has not says nothing, unless its data was the same for all seeds. */
function otherData({ seeds, data_hashes: hashes }: Baseline, runs: readonly RunRecord[]): boolean {
  const common = new Set(hashes).size === 1 ? hashes[0] : undefined;
  return runs.some(({ seed, data_hash: hash }) => {
    const at = seeds.indexOf(seed);
    const before = at < 0 ? common : hashes[at];
    return before !== undefined && before !== hash;
  });
}
