import type { Rows } from '../datasets/dataset.js';
import type { Splits } from '../datasets/prepare.js';
import { UserError } from '../errors.js';
import { located } from '../located.js';
import { makeReady } from '../ready.js';
import { reload } from '../resume/reload.js';
import type { RunRecord, Split, StoredRun } from '../runs/index.js';
import { predictRows } from '../training/predict.js';
import { collectorFor, type Judgement } from './judgement.js';
import { type KeptWeights, keptWeights } from './stored-weights.js';

/** What the model of a run says of the rows of one split. */
export interface Predictions {
  readonly split: Split;
  /** As the source has them, before preprocessing. */
  readonly rows: Rows;
  /** Names of the numbers in a row of inputs, where they have names. */
  readonly features?: readonly string[];
  readonly judgement: Judgement;
  /** The loss of each row, without penalties on weights. */
  readonly losses: Float32Array;
  /** Where the weights come from, in words. */
  readonly weights: string;
  /** They give the loss that stands in the record. */
  readonly confirmed: boolean;
}

/**
 * Runs the model of a run over its test split (else validation, else training), with the data that its experiment
 * names and the weights of its newest checkpoint, and on its engine.
 *
 * @throws UserError where that cannot be done: weights, data or engine are gone, or are no longer those of the run.
 */
export async function predictRun(stored: StoredRun): Promise<Predictions> {
  const { folder, record } = stored;
  const loaded = reload(stored, []);
  const { splits, plan, weights, runtime, frame, computed } = await makeReady(loaded);
  if (computed.dataHash !== record.data_hash) {
    const message = 'the data is no longer what the run was trained on: its hash differs from the record';
    throw new UserError({ file: record.file, message });
  }
  const kept = keptWeights(folder, frame);
  const { split, rows } = splitOf(splits);
  const { features } = splits;
  const expected = recordedLoss(record, split);
  const found: number[] = [];
  for (const { flat, origin } of candidates(kept, record)) {
    weights.restore(flat);
    const collector = collectorFor(plan, rows);
    const losses = new Float32Array(rows.x.shape[0]!);
    const { loss } = await located(loaded, () =>
      predictRows(runtime, plan, weights, rows, (batch) => {
        losses.set(batch.losses.subarray(0, batch.rows) as Float32Array, batch.start);
        collector.take(batch);
      }),
    );
    const confirmed = expected !== undefined && isClose(loss!, expected);
    if (confirmed || expected === undefined) {
      const { judgement } = collector;
      const about = { split, rows, judgement, losses, weights: origin, confirmed };
      return { ...about, ...(features && { features }) };
    }
    found.push(loss!);
  }
  const message =
    `the weights in its checkpoints are not those that the run ended with: they give a loss of ` +
    `${found.join(', ')} on the ${split} split, the record has ${expected}`;
  throw new UserError({ file: folder, message });
}

function splitOf({ train, validation, test }: Splits): { readonly split: Split; readonly rows: Rows } {
  if (test) return { split: 'test', rows: test };
  return validation ? { split: 'validation', rows: validation } : { split: 'train', rows: train };
}

/** Of a run that did not come to its end, the weights where it stood; kept ones are not restored before. */
function candidates(kept: readonly KeptWeights[], { status }: RunRecord): readonly KeptWeights[] {
  return status === 'completed' ? kept : kept.filter(({ role }) => role === 'last');
}

/**
 * The loss of the weights that the run ended with; undefined where the record has none: that of the training split is
 * an average over its last epoch, and a run that was interrupted stands somewhere behind its last validation.
 */
function recordedLoss({ status, metrics }: RunRecord, split: Split): number | undefined {
  if (status !== 'completed' || split === 'train') return undefined;
  return metrics.final[split]?.loss ?? undefined;
}

/** The number of threads and the version of the engine may change the last digits. */
const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-6 + 1e-4 * Math.abs(b);
