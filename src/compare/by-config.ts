import { canonicalJson } from '../experiment/index.js';
import { type Fact, factsOf, metricsOf } from '../runs/facts.js';
import type { RunRecord } from '../runs/record.js';
import { deviation, mean } from '../statistics.js';
import { bestOf } from './compare.js';

/** Runs of one configuration that differ in nothing but their seed (and the machine's mood). */
export interface Group {
  readonly ids: readonly string[];
  /** Values of the comparison's `differing` keys. */
  readonly facts: readonly (Fact | undefined)[];
  readonly metrics: ReadonlyMap<string, Spread>;
}

export interface Spread {
  /** How many runs have a finite value; runs of one seed with the same value count once. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample (n - 1); undefined for a single run. */
  readonly deviation?: number;
  /** Its mean is the best of all groups. */
  readonly best: boolean;
  /**
   * The best group's mean is better by less than two standard errors of the difference, sqrt(s1^2/n1 + s2^2/n2): that
   * much would be seen by chance one time in twenty. Undefined for the best itself, and where one run has no deviation.
   */
  readonly withinNoise?: boolean;
}

export interface GroupedComparison {
  readonly differing: readonly string[];
  readonly metrics: readonly string[];
  readonly groups: readonly Group[];
}

/** Folds runs whose experiment, data and engine are the same but for the seed; in the order of their first runs. */
export function compareByConfig(records: readonly RunRecord[]): GroupedComparison {
  const members = groupBy(records, configOf).flatMap(byData);
  const facts = members.map(commonFacts);
  const keys = [...new Set(facts.flatMap((one) => [...one.keys()]))];
  const common = keys.filter((key) => facts.every((one) => one.get(key) !== VARIES));
  const differing = common.filter((key) => new Set(facts.map((one) => one.get(key))).size > 1);
  const metrics = [...new Set(records.flatMap((record) => [...metricsOf(record).keys()]))];
  const spreads = metrics.map((name) =>
    judged(
      name,
      members.map((runs) => spreadOf(name, runs)),
    ),
  );
  return {
    differing,
    metrics,
    groups: members.map((runs, i) => ({
      ids: runs.map(({ id }) => id),
      facts: differing.map((key) => facts[i]!.get(key) as Fact | undefined),
      metrics: new Map(
        metrics.flatMap((name, at) => (spreads[at]![i] ? [[name, spreads[at]![i]!] as const] : [])),
      ),
    })),
  };
}

const configOf = ({ experiment, engine }: RunRecord) => {
  const {
    seed: _seed,
    name: _name,
    description: _description,
    tags: _tags,
    expect: _expect,
    ...rest
  } = experiment;
  return canonicalJson([rest, engine]);
};

/** The seed may decide which rows are taken, and so the hash of the data; where it differs for one seed, the data does. */
function byData(runs: readonly RunRecord[]): readonly (readonly RunRecord[])[] {
  const seeds = groupBy(runs, ({ seed }) => String(seed));
  const same = seeds.every((ones) => ones.every(({ data_hash }) => data_hash === ones[0]!.data_hash));
  return same ? [runs] : groupBy(runs, ({ data_hash }) => data_hash);
}

const VARIES = Symbol('differs within a group');

/** What all runs of a group have in common, and the keys in which they differ. */
function commonFacts(runs: readonly RunRecord[]): ReadonlyMap<string, Fact | typeof VARIES> {
  const all = runs.map(factsOf);
  const keys = [...new Set(all.flatMap((one) => [...one.keys()]))];
  return new Map(
    keys.map((key) => {
      const value = all[0]!.get(key);
      return [key, all.every((one) => one.get(key) === value) && value !== undefined ? value : VARIES];
    }),
  );
}

type Plain = Pick<Spread, 'count' | 'mean' | 'deviation'>;

/** A seed that was run twice with the same result says no more than once: noise would seem less than it is. */
function spreadOf(name: string, runs: readonly RunRecord[]): Plain | undefined {
  const found = runs.flatMap((run) => {
    const value = metricsOf(run).get(name);
    return typeof value === 'number' ? [[`${run.seed} ${value}`, value] as const] : [];
  });
  const values = [...new Map(found).values()];
  if (values.length === 0) return undefined;
  const spread = deviation(values);
  return { count: values.length, mean: mean(values), ...(spread !== undefined && { deviation: spread }) };
}

function judged(name: string, spreads: readonly (Plain | undefined)[]): (Spread | undefined)[] {
  const top = bestOf(
    name,
    spreads.map((one) => one?.mean),
  );
  const winner = spreads.find((one) => one?.mean === top);
  return spreads.map((one) => {
    if (!one || !winner) return undefined;
    const best = one.mean === top;
    const noise = best ? undefined : standardError(one, winner);
    const withinNoise =
      noise === undefined ? {} : { withinNoise: Math.abs(one.mean - winner.mean) < 2 * noise };
    return { ...one, best, ...withinNoise };
  });
}

function standardError(a: Plain, b: Plain): number | undefined {
  if (a.deviation === undefined || b.deviation === undefined) return undefined;
  return Math.sqrt(a.deviation ** 2 / a.count + b.deviation ** 2 / b.count);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
