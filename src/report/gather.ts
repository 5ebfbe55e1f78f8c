import { join } from 'node:path';
import { ioError } from '../disk/io-error.js';
import { readSmall } from '../disk/read.js';
import { UserError } from '../errors.js';
import { MAX_BYTES } from '../experiment/load.js';
import { type Choice, chosen } from '../experiment/part.js';
import { orderLayers } from '../model/order.js';
import { summarize } from '../model/summary.js';
import type { Summary } from '../model/summary-type.js';
import { checked, describeData } from '../plan.js';
import type { Predictions } from '../predictions/predict.js';
import { reload } from '../resume/reload.js';
import { type History, readHistory } from '../runs/history.js';
import type { RunRecord, StoredRun } from '../runs/index.js';

/** Something that a report shows, or why it does not. */
export type Known<T> = { readonly value: T } | { readonly reason: string };

/** A layer as the graph shows it; without shape and parameters where the data is gone. */
export interface LayerView {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  /** Without the batch axis. */
  readonly output?: readonly number[];
  readonly parameters?: number;
}

export interface ModelView {
  readonly layers: readonly LayerView[];
  /** Of one raw sample. */
  readonly input?: readonly number[];
  readonly summary: Known<Summary>;
}

/** All that a report shows of a run. */
export interface RunView {
  readonly record: RunRecord;
  readonly folder: string;
  readonly history: Known<History>;
  /** experiment.yaml as it was written. */
  readonly text: Known<string>;
  readonly model: ModelView;
  readonly predictions: Known<Predictions>;
}

/**
 * Reads everything about a run. What is missing or damaged, its record apart, is left out with the reason.
 *
 * @param predicts whether to run its model over its data; that is what takes time.
 */
export async function gather(stored: StoredRun, predicts: boolean): Promise<RunView> {
  const { folder } = stored;
  return {
    record: { ...ABSENT, ...stored.record },
    folder,
    history: await known(() => readHistory(folder)),
    text: await known(() => textOf(join(folder, 'experiment.yaml'))),
    model: await modelOf(stored),
    predictions: predicts
      ? await known(async () => (await import('../predictions/predict.js')).predictRun(stored))
      : { reason: 'they were not asked for (--no-predictions)' },
  };
}

/** Stands in for what a record does not say: one from before there was such a key, or one that others have changed. */
const ABSENT = {
  description: null,
  tags: [],
  git: { commit: null, dirty: null },
  image_block: null,
  cpu: { model: 'unknown', cores: 0, features: null },
  resumed: [],
  rows: {},
  classes: null,
  epochs: 0,
  parameters: 0,
  skipped_steps: 0,
  stop_reason: null,
  nulls: {},
  error: null,
} satisfies Partial<RunRecord>;

async function known<T>(work: () => Promise<T> | T): Promise<Known<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof UserError) return { reason: reasonIn(error) };
    throw error;
  }
}

/** Its first problem in one sentence: where, what, and what to do. */
function reasonIn({ problems }: UserError): string {
  const { file, key, message, hint } = problems[0]!;
  const sentence = [file, key, message].filter((part) => part !== undefined).join(': ');
  return hint === undefined ? sentence : `${sentence} (${hint})`;
}

function textOf(file: string): string {
  try {
    return readSmall(file, MAX_BYTES);
  } catch (error) {
    throw ioError(error, 'read the experiment of the run', file);
  }
}

/** Shapes and parameters need the shape of the data, from its headers; without it the layers are known all the same. */
async function modelOf(stored: StoredRun): Promise<ModelView> {
  const found = await known(async () => {
    const loaded = reload(stored, []);
    const data = await describeData(loaded);
    const { model } = checked(loaded, data);
    const { batch_size: batch } = loaded.value.training;
    const rows = stored.record.rows.train ?? 1;
    const summary = summarize(loaded.value, model, data.x, batch === 'full' ? rows : Math.min(batch, rows));
    return { summary, input: data.x.shape };
  });
  if ('reason' in found) return { layers: layersIn(stored.record), summary: found };
  const { summary, input } = found.value;
  return { layers: summary.layers, input, summary: { value: summary } };
}

/** Of a record in which it is no architecture, none. */
function layersIn({ experiment: { architecture } }: RunRecord): LayerView[] {
  if (!Array.isArray(architecture) || !architecture.every(isLayer)) return [];
  return orderLayers(architecture).order.map(({ name, index, inputs }) => ({
    name,
    inputs,
    type: chosen(architecture[index]!).name,
  }));
}

function isLayer(layer: unknown): layer is Choice {
  if (typeof layer === 'string') return true;
  const [options] = Object.values(layer ?? {});
  if (typeof options !== 'object' || options === null) return false;
  const { name = '', inputs = [] } = options as { readonly [option: string]: unknown };
  return typeof name === 'string' && Array.isArray(inputs) && inputs.every((one) => typeof one === 'string');
}
