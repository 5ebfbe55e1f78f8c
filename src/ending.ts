import { batchRows } from './datasets/batches.js';
import type { Splits } from './datasets/prepare.js';
import { EXIT, UserError } from './errors.js';
import type { Experiment, LoadedExperiment } from './experiment/index.js';
import { judge, type RecordWriter, type RunEnd } from './runs/index.js';
import type { Evaluator } from './training/evaluate.js';
import type { TrainResult } from './training/train.js';

/**
 * Final metrics by split; those of the training split are the last epoch's. Where the loss depends on the batches, the test
 * split has those of keras.Model.evaluate, the validation split those of training. Interrupted if `signal` is aborted.
 */
export async function endOf(
  { value: experiment }: LoadedExperiment,
  splits: Splits,
  evaluator: Evaluator,
  result: TrainResult,
  signal?: AbortSignal,
): Promise<RunEnd> {
  if (result.interrupted) return { status: 'interrupted' };
  if (result.ended !== undefined) return { status: 'interrupted', stopReason: result.ended };
  const fresh = result.restored && splits.validation;
  const validation = fresh
    ? await evaluator.evaluate(fresh, signal, batchOf(experiment, splits))
    : result.valLogs;
  const same = splits.validation === splits.test && !evaluator.pooled;
  const test = same ? validation : splits.test && (await evaluator.evaluate(splits.test, signal));
  if ((fresh && !validation) || (splits.test && !test)) return { status: 'interrupted' };
  const final = {
    ...(result.logs && { train: result.logs }),
    ...(validation && { validation }),
    ...(test && { test }),
  };
  return {
    status: 'completed',
    final,
    expect: judge(experiment.expect, final),
    ...(result.stopReason !== undefined && { stopReason: result.stopReason }),
  };
}

/** Rows of a batch of training. */
export const batchOf = ({ training }: Experiment, { train }: Splits): number =>
  batchRows(training.batch_size, train.x.shape[0]!);

/** Writes the record of a run that failed; the error then says where it is, or that a full disk, say, kept it away. */
export async function recorded(error: unknown, writer: RecordWriter | undefined): Promise<unknown> {
  if (!writer) return error;
  const exitCode = error instanceof UserError ? error.exitCode : EXIT.bug;
  const end: RunEnd = { status: 'failed', error: { message: (error as Error).message, exitCode } };
  const where = await writer.finish(end).then(
    () => `the record is in ${writer.folder}`,
    (second: Error) => `the record in ${writer.folder} does not say so: ${second.message.split('\n')[0]}`,
  );
  if (!(error instanceof UserError)) return error;
  const [first, ...others] = error.problems;
  const hint = [first!.hint, where].filter(Boolean).join('; ');
  return new UserError([{ ...first!, hint }, ...others], error.exitCode, error.cause);
}
