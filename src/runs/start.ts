import type { Experiment } from '../experiment/types.js';
import { environment } from './environment.js';
import { finite } from './json.js';
import { type Git, type InitialWeights, type RunRecord, SCHEMA_VERSION, type Split } from './record.js';

/** What is known when training starts. */
export interface RunStart {
  readonly experiment: Experiment;
  /** The experiment file, absolute, ... */
  readonly file: string;
  /** ... and as written. */
  readonly text: string;
  readonly overrides: readonly string[];
  /** Id of the repeat or sweep that the run is a part of. */
  readonly parent?: string | undefined;
  /** sha256 in hex. */
  readonly experimentHash: string;
  /** sha256 in hex. */
  readonly dataHash: string;
  readonly initialWeights?: InitialWeights | undefined;
  /** From `gitState`, started early. */
  readonly git: Promise<Git>;
  /** From `versions([...])`. */
  readonly versions: { readonly [name: string]: string };
  readonly engine: string;
  readonly threads: number;
  readonly imageBlock?: number;
  readonly parameters: number;
  readonly rows: { readonly [split in Split]?: number };
  readonly classes?: readonly string[];
  /** Names of the metrics, without `loss`: columns of metrics.csv. */
  readonly metrics: readonly string[];
  /** From `startClock()` at the very start; now, if absent. */
  readonly clock?: Clock;
}

/** A moment on the calendar and on the monotonic clock (ms). */
export interface Clock {
  readonly date: Date;
  readonly tick: number;
}

export function startClock(): Clock {
  return { date: new Date(), tick: performance.now() };
}

/** The record of a run that has just started. */
export function firstRecord(id: string, start: RunStart, git: Git, clock: Clock): RunRecord {
  const { experiment } = start;
  const nulls: { [path: string]: string } = {};
  const record: RunRecord = {
    schema_version: SCHEMA_VERSION,
    id,
    name: experiment.name,
    description: experiment.description ?? null,
    tags: experiment.tags,
    status: 'running',
    file: start.file,
    parent: start.parent ?? null,
    experiment,
    overrides: start.overrides,
    experiment_hash: start.experimentHash,
    data_hash: start.dataHash,
    seed: experiment.seed,
    initial_weights: start.initialWeights ?? null,
    git,
    versions: start.versions,
    engine: start.engine,
    threads: start.threads,
    image_block: start.imageBlock ?? null,
    ...environment(),
    resumed: [],
    times: { started: clock.date.toISOString(), ended: null, seconds: null },
    parameters: start.parameters,
    rows: start.rows,
    classes: start.classes ?? null,
    epochs: 0,
    skipped_steps: 0,
    stop_reason: null,
    metrics: { final: {}, best: {} },
    expect: [],
    error: null,
    nulls,
  };
  return { ...finite(record, nulls), nulls };
}
