import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';
import { writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import type { Exported, Exporter } from '../target.js';
import { DIGEST, type Metric, type MlflowRun, mlflowRun, type RunStatus } from './run.js';

/** Of mlflow/entities/run_status.py. */
const STATUS: { readonly [status in RunStatus]: number } = { RUNNING: 1, FINISHED: 3, FAILED: 4, KILLED: 5 };
const LOCAL = 4;
const META = 'meta.yaml';

/**
 * Writes runs as MLflow's file store keeps them (mlflow/store/tracking/file_store.py): a folder for each experiment, in
 * it one for each run. A run always has the same one, so that its files are replaced.
 *
 * @param experiment of all runs; each has one of its own name, if absent.
 */
export function toFolder(dir: string, experiment?: string): Exporter {
  const root = resolve(dir);
  const experiments = new Map<string, string>();
  return async (stored) => {
    const run = mlflowRun(stored, experiment);
    const work = (): Exported => {
      const folder = experiments.get(run.experiment) ?? experimentIn(root, run.experiment);
      experiments.set(run.experiment, folder);
      const id = createHash('sha256').update(`${run.experiment}/${run.name}`).digest('hex').slice(0, 32);
      const where = join(folder, id);
      const isNew = !existsSync(join(where, META));
      const same = !isNew && contentOf(join(where, 'tags', DIGEST)) === run.digest;
      if (!same) write(where, id, run);
      const outcome = same ? 'unchanged' : isNew ? 'created' : 'updated';
      return { id: run.name, outcome, where, notes: [] };
    };
    return withIoErrors('write for MLflow', root, work, '--mlflow');
  };
}

/** The folder of an experiment, made if there is none of that name. */
function experimentIn(root: string, name: string): string {
  mkdirSync(root, { recursive: true });
  const found = readdirSync(root).find((id) => nameIn(join(root, id, META)) === name);
  if (found !== undefined) return join(root, found);
  // 18 digits, as MLflow draws them.
  const hash = createHash('sha256').update(name).digest().readBigUInt64BE();
  const id = String(10n ** 17n + (hash % (9n * 10n ** 17n)));
  const folder = join(root, id);
  mkdirSync(folder, { recursive: true });
  const now = Date.now();
  const meta = {
    artifact_location: pathToFileURL(folder).href,
    creation_time: now,
    experiment_id: id,
    last_update_time: now,
    lifecycle_stage: 'active',
    name,
  };
  writeAtomic(join(folder, META), stringify(meta));
  return folder;
}

/** The name of the experiment that a meta.yaml is of; undefined where there is none, or it was deleted. */
function nameIn(file: string): unknown {
  const text = contentOf(file);
  if (text === undefined) return undefined;
  try {
    const meta = parse(text) as { name?: unknown; lifecycle_stage?: unknown } | null;
    return meta?.lifecycle_stage === 'deleted' ? undefined : meta?.name;
  } catch {
    return undefined;
  }
}

/** meta.yaml comes after what it speaks for; the digest comes last, so that what was cut short is done again. */
function write(folder: string, id: string, run: MlflowRun): void {
  for (const kind of ['metrics', 'params', 'tags', 'artifacts'])
    mkdirSync(join(folder, kind), { recursive: true });
  rmSync(join(folder, 'tags', DIGEST), { force: true });
  const put = (kind: string, name: string, text: string) => writeFileSync(join(folder, kind, name), text);
  for (const [name, value] of run.params) put('params', name, value);
  for (const [name, value] of run.tags) put('tags', name, value);
  for (const [name, text] of run.artifacts) put('artifacts', name, text);
  for (const [name, values] of byKey(run.metrics)) put('metrics', name, values.map(metricLine).join(''));
  const meta = {
    artifact_uri: pathToFileURL(join(folder, 'artifacts')).href,
    end_time: run.end ?? null,
    entry_point_name: '',
    experiment_id: basename(dirname(folder)),
    lifecycle_stage: 'active',
    run_id: id,
    run_name: run.name,
    run_uuid: id,
    source_name: '',
    source_type: LOCAL,
    source_version: '',
    start_time: run.start,
    status: STATUS[run.status],
    tags: [],
    user_id: '',
  };
  writeAtomic(join(folder, META), stringify(meta));
  put('tags', DIGEST, run.digest);
}

function byKey(metrics: readonly Metric[]): ReadonlyMap<string, Metric[]> {
  const found = new Map<string, Metric[]>();
  for (const metric of metrics) {
    const values = found.get(metric.key);
    if (values) values.push(metric);
    else found.set(metric.key, [metric]);
  }
  return found;
}

/** `timestamp value step`, in Python's words. */
function metricLine({ timestamp, value, step }: Metric): string {
  const shown = Number.isFinite(value)
    ? String(value)
    : String(value).replace('Infinity', 'inf').toLowerCase();
  return `${timestamp} ${shown} ${step}\n`;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
