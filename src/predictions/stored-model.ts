import type { Rows } from '../datasets/dataset.js';
import { batchOf } from '../ending.js';
import { UserError } from '../errors.js';
import { makeReady, type Ready } from '../ready.js';
import { reload } from '../resume/reload.js';
import type { RunRecord, Split, StoredRun } from '../runs/index.js';
import { type KeptWeights, keptWeights } from './stored-weights.js';

/**
 * The model of a run, ready to compute, with the data that its experiment names, and on its engine.
 *
 * @throws UserError where data or engine are gone, or the data is no longer that of the run.
 */
export async function modelOf(stored: StoredRun): Promise<Ready> {
  const { record } = stored;
  const ready = await makeReady(reload(stored, []));
  if (ready.computed.dataHash === record.data_hash) return ready;
  const message = 'the data is no longer what the run was trained on: its hash differs from the record';
  throw new UserError({ file: record.file, message });
}

/** The test split, else that of validation, else that of training; and the batches in which the record's loss was taken. */
export function lastSplit({ splits, loaded }: Pick<Ready, 'splits' | 'loaded'>): {
  readonly split: Split;
  readonly rows: Rows;
  readonly batch?: number;
} {
  const { train, validation, test } = splits;
  if (test) return { split: 'test', rows: test };
  if (!validation) return { split: 'train', rows: train };
  return { split: 'validation', rows: validation, batch: batchOf(loaded.value, splits) };
}

/** Where weights are from, in words, and whether they give the loss that stands in the record. */
export interface Restored {
  readonly origin: string;
  readonly confirmed: boolean;
}

/**
 * Gives the model the weights that its run ended with, from the newest checkpoint: those with which `lossOf`, the loss on a
 * split, is that of the record, where there is one.
 *
 * @throws UserError where there are no weights, or none that give that loss.
 */
export async function restoreWeights(
  { folder, record }: StoredRun,
  { weights, frame }: Pick<Ready, 'weights' | 'frame'>,
  split: Split,
  lossOf: () => Promise<number>,
): Promise<Restored> {
  const expected = recordedLoss(record, split);
  const found: number[] = [];
  for (const { flat, origin } of candidates(keptWeights(folder, frame), record)) {
    weights.restore(flat);
    const loss = await lossOf();
    const confirmed = expected !== undefined && isClose(loss, expected);
    if (confirmed || expected === undefined) return { origin, confirmed };
    found.push(loss);
  }
  const message =
    `the weights in its checkpoints are not those that the run ended with: they give a loss of ` +
    `${found.join(', ')} on the ${split} split, the record has ${expected}`;
  throw new UserError({ file: folder, message });
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
