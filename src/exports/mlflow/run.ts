import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withIoErrors } from '../../disk/io-error.js';
import { readSmall } from '../../disk/read.js';
import { factsOf, metricsOf } from '../../runs/facts.js';
import type { RunRecord, Status, StoredRun } from '../../runs/index.js';
import { epochsOf, type PastEpoch, startOf } from '../epochs.js';
import { cut, LIMITS, legalName } from './limits.js';

/** A value of a metric. */
export interface Metric {
  readonly key: string;
  readonly value: number;
  /** ms since 1970. */
  readonly timestamp: number;
  /** Counts epochs from 0, as Keras's autologging does. */
  readonly step: number;
}

export type RunStatus = 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED';

/** A run in MLflow's words. */
export interface MlflowRun {
  /** Name of its experiment. */
  readonly experiment: string;
  readonly name: string;
  readonly status: RunStatus;
  /** ms since 1970. */
  readonly start: number;
  readonly end?: number;
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly metrics: readonly Metric[];
  readonly artifacts: ReadonlyMap<string, string>;
  /** Changes whenever anything of it does. */
  readonly digest: string;
}

/** Tags that an export finds its runs by, and tells by whether they are as they were. */
export const RUN_ID = 'dlx.run_id';
export const DIGEST = 'dlx.export';

const STATUS: { readonly [status in Status]: RunStatus } = {
  running: 'RUNNING',
  completed: 'FINISHED',
  failed: 'FAILED',
  interrupted: 'KILLED',
};

const FILES = ['experiment.yaml', 'run.json', 'metrics.csv'];
const MOST_BYTES = 2 ** 28;

/**
 * A run as MLflow keeps it: what it was made of as params, every epoch and the final values as metrics (`loss`,
 * `val_loss` and `test.accuracy`, say), its files as artifacts. Throws a UserError where these cannot be read.
 */
export function mlflowRun(run: StoredRun, experiment?: string): MlflowRun {
  const { record, folder } = run;
  const epochs = epochsOf(run);
  const { seconds } = record.times;
  const start = Math.round(startOf(record) * 1000);
  const ended = record.status !== 'running' && seconds !== null;
  const artifacts = FILES.map((file): [string, string] => {
    const path = join(folder, file);
    return [file, withIoErrors('read the run', path, () => readSmall(path, MOST_BYTES))];
  });
  const facts = [...factsOf(record)].map(([key, value]) => [key, String(value)] as const);
  const made = {
    experiment: cut(experiment ?? record.name, LIMITS.experiment),
    name: record.id,
    status: STATUS[record.status],
    start,
    ...(ended && { end: start + Math.round(seconds * 1000) }),
    params: new Map(facts.map(([key, value]) => [legalName(key), cut(value, LIMITS.param)])),
    tags: tagsOf(record),
    metrics: [...curves(epochs), ...finals(record, epochs.at(-1), start)],
    artifacts: new Map(artifacts),
  };
  return { ...made, digest: digestOf(made) };
}

function curves(epochs: readonly PastEpoch[]): Metric[] {
  return epochs.flatMap(({ epoch, time, logs, learningRate, seconds }) =>
    Object.entries({ ...logs, learning_rate: learningRate, seconds }).map(([name, value]) => ({
      key: legalName(name),
      value,
      timestamp: Math.round(time * 1000),
      step: epoch - 1,
    })),
  );
}

/** Under the names that dlx gives them; what was not finite is NaN. */
function finals(record: RunRecord, last: PastEpoch | undefined, start: number): Metric[] {
  const at = { timestamp: last ? Math.round(last.time * 1000) : start, step: last ? last.epoch - 1 : 0 };
  return [...metricsOf(record)].map(([name, value]) => ({
    key: legalName(name),
    value: value ?? Number.NaN,
    ...at,
  }));
}

function tagsOf(record: RunRecord): ReadonlyMap<string, string> {
  const tags: { readonly [key: string]: string | null | undefined } = {
    'mlflow.runName': record.id,
    'mlflow.note.content': record.description,
    'mlflow.source.type': 'LOCAL',
    'mlflow.source.name': record.file,
    'mlflow.source.git.commit': record.git?.commit,
    [RUN_ID]: record.id,
    'dlx.status': record.status,
    'dlx.tags': record.tags.join(', '),
    'dlx.repeat': record.parent,
    'dlx.experiment_hash': record.experiment_hash,
    'dlx.data_hash': record.data_hash,
    'dlx.stop_reason': record.stop_reason,
    'dlx.error': record.error?.message,
  };
  return new Map(Object.entries(tags).flatMap(([key, text]) => (text ? [[key, cut(text, LIMITS.tag)]] : [])));
}

function digestOf(made: object): string {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map ? [...value] : typeof value === 'number' ? String(value) : value;
  return createHash('sha256').update(JSON.stringify(made, plain)).digest('hex');
}
