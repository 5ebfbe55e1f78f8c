import { isSystemError } from '../../disk/io-error.js';
import { RefusedGraph } from '../../engines/onnx.js';
import { EXIT, UserError } from '../../errors.js';
import type { RunRecord } from '../../runs/index.js';
import { MissingKernel } from '../../trace/trace.js';
import type { TrialEnd } from '../executor.js';

const NOTHING = { run: null, data_hash: null, epochs: 0, final: {}, seconds: null, error: null } as const;

/** What the record of a run says of its trial. */
export function endWith(status: TrialEnd['status'], record: RunRecord | undefined): TrialEnd {
  if (!record) return { ...NOTHING, status };
  const { id: run, data_hash, epochs, metrics, times, error } = record;
  const { final } = metrics;
  return { status, run, data_hash, epochs, final, seconds: times.seconds, error };
}

/** This dlx reads experiments otherwise than the one that has sent them. */
export class OtherExperiment extends UserError {}

/**
 * A trial that went wrong. `record`: of its run, where it had one.
 *
 * @throws the error where it is about more than this trial.
 */
export function failedWith(error: unknown, record: RunRecord | undefined): TrialEnd {
  if (isOfAll(error)) throw error;
  const exit_code = error instanceof UserError ? error.exitCode : EXIT.bug;
  return { ...endWith('failed', record), error: { message: (error as Error).message, exit_code } };
}

/** Whether the next trial would end the same way: a full disk, an engine that is not there. A model is one trial's. */
function isOfAll(error: unknown): boolean {
  if (isSystemError(error) || error instanceof OtherExperiment) return true;
  if (!(error instanceof UserError) || error.exitCode !== EXIT.io) return false;
  return !(error.cause instanceof MissingKernel || error.cause instanceof RefusedGraph);
}
