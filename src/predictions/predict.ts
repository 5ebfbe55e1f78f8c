import type { Rows } from '../datasets/dataset.js';
import { located } from '../located.js';
import type { Split, StoredRun } from '../runs/index.js';
import { type BatchPredictions, predictRows } from '../training/predict.js';
import { collectorFor, type Judgement } from './judgement.js';
import { lastSplit, modelOf, restoreWeights } from './stored-model.js';

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
  const ready = await modelOf(stored);
  const { loaded, splits, plan, weights, runtime } = ready;
  const { split, rows, batch: given } = lastSplit(ready);
  const { features } = splits;
  const losses = new Float32Array(rows.x.shape[0]!);
  let collector = collectorFor(plan, rows);
  const take = (batch: BatchPredictions) => {
    losses.set(batch.losses.subarray(0, batch.rows) as Float32Array, batch.start);
    collector.take(batch);
  };
  const lossOf = async () => {
    collector = collectorFor(plan, rows);
    const { loss } = await located(loaded, () => predictRows(runtime, plan, weights, rows, take, given));
    return loss!;
  };
  const { origin, confirmed } = await restoreWeights(stored, ready, split, lossOf);
  const { judgement } = collector;
  return { split, rows, judgement, losses, weights: origin, confirmed, ...(features && { features }) };
}
