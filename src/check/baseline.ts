import { EXIT, UserError } from '../errors.js';
import { type Experiment, experimentHash } from '../experiment/index.js';
import { metricsOf } from '../runs/facts.js';
import type { RunRecord } from '../runs/record.js';
import { deviation, mean } from '../statistics.js';
import { BASELINE_VERSION } from './baseline-schema.js';

/** What a metric was over the seeds of a baseline. */
export interface BaselineMetric {
  readonly mean: number;
  /** Of the sample (n - 1); null for a single seed. */
  readonly deviation: number | null;
  readonly count: number;
  /** One a seed, in the order of `seeds`. */
  readonly values: readonly number[];
}

/** What can be said of a metric of which only these numbers are known. */
export type Spread = Pick<BaselineMetric, 'mean' | 'deviation' | 'count'>;

/** What of a resolved experiment changes numbers, and is the same for all seeds. */
export type Config = Omit<Experiment, 'name' | 'description' | 'tags' | 'seed' | 'expect' | 'training'> & {
  readonly training: Omit<Experiment['training'], 'checkpoint'>;
};

/** The file that a check holds runs against. Names are part of dlx's stable surface: add, never rename. */
export interface Baseline {
  readonly schema_version: typeof BASELINE_VERSION;
  readonly name: string;
  /** When it was made: ISO 8601, UTC. */
  readonly made: string;
  /** sha256 of the experiment, with 0 for its seed. */
  readonly experiment_hash: string;
  readonly seeds: readonly number[];
  /** Final loss and metrics of every split: `test.accuracy`. */
  readonly metrics: { readonly [metric: string]: BaselineMetric };
  /** One a seed: a seed may decide which rows are drawn. */
  readonly data_hashes: readonly string[];
  readonly engine: string;
  readonly threads: number;
  readonly versions: { readonly [name: string]: string };
  /** Model of the processor. */
  readonly cpu: string;
  /** `linux-x64` */
  readonly platform: string;
  readonly experiment: Config;
}

/** Equal for experiments that differ in nothing but their seed. */
export function hashWithoutSeed(experiment: Experiment): string {
  return experimentHash({ ...experiment, seed: 0 });
}

export function configOf(experiment: Experiment): Config {
  const {
    name: _name,
    description: _description,
    tags: _tags,
    seed: _seed,
    expect: _expect,
    ...rest
  } = experiment;
  const { checkpoint: _checkpoint, ...training } = rest.training;
  // In the order of the schema, which is that of the resolved experiment: diffs of the file stay small.
  return { ...rest, training };
}

/**
 * The baseline that completed runs of one experiment make, one run a seed.
 *
 * @throws UserError (exit 3) for a metric that was not finite: nothing could be held against it.
 */
export function baselineOf(records: readonly RunRecord[], made: Date): Baseline {
  const first = records[0]!;
  const finals = records.map(metricsOf);
  const names = [...new Set(finals.flatMap((one) => [...one.keys()]))];
  return {
    schema_version: BASELINE_VERSION,
    name: first.name,
    made: made.toISOString(),
    experiment_hash: hashWithoutSeed(first.experiment),
    seeds: records.map(({ seed }) => seed),
    metrics: Object.fromEntries(
      names.map((name) => [
        name,
        spreadOf(finals.map((one, i) => finiteOr(one.get(name), name, records[i]!))),
      ]),
    ),
    data_hashes: records.map(({ data_hash }) => data_hash),
    engine: first.engine,
    threads: first.threads,
    versions: Object.fromEntries(Object.entries(first.versions).sort(([a], [b]) => (a < b ? -1 : 1))),
    cpu: first.cpu.model,
    platform: first.platform,
    experiment: configOf(first.experiment),
  };
}

function finiteOr(value: number | null | undefined, metric: string, { seed, file }: RunRecord): number {
  if (typeof value === 'number') return value;
  const message = `${metric} of seed ${seed} is no finite number, and a baseline of it would hold nothing`;
  throw new UserError({ file, message }, EXIT.training);
}

export function spreadOf(values: readonly number[]): BaselineMetric {
  return { mean: mean(values), deviation: deviation(values) ?? null, count: values.length, values };
}

/** The text of the file: equal baselines give equal texts, and a change of one number is a change of one line. */
export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
