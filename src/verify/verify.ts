import { withTemporaryFolder } from '../disk/temporary.js';
import { EXIT, UserError } from '../errors.js';
import { replayRun } from '../pipeline.js';
import { differences } from '../resume/differences.js';
import { fingerprintIn } from '../resume/fingerprint.js';
import type { RunResult } from '../run-options.js';
import { type ConditionDifference, conditionDifferences } from '../runs/conditions.js';
import { readHistory } from '../runs/history.js';
import { environment, findRun, type RunStart, type StoredRun } from '../runs/index.js';
import type { TrainingListener } from '../training/listener.js';
import { finalDifferences } from './compare.js';
import { type Span, spanOf } from './span.js';
import type { Verification } from './verification.js';
import { Watch } from './watch.js';

export interface VerifyOptions {
  readonly runsDir: string;
  /** Only the first epochs. */
  readonly epochs?: number;
  /** Go on behind the first epoch that differs, and with other data. */
  readonly all?: boolean;
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
}

/**
 * Trains a run again from its record, in a folder that is removed afterwards, and compares weights and metrics of every
 * epoch that ended, and the final metrics of a run that was completed.
 *
 * @throws UserError: exit 2 for a run without an epoch, or whose data is gone; else as `runExperiment`. Where `signal`
 *   was aborted, its reason.
 */
export async function verifyRun(run: string, options: VerifyOptions): Promise<Verification> {
  const { runsDir, all = false, signal } = options;
  const stored = findRun(runsDir, run);
  const history = readHistory(stored.folder);
  const span = spanOf(stored, history.epochs.length, options.epochs);
  const watch = new Watch(history, span, all);
  const replayed = await replay(stored, span, watch, options);
  signal?.throwIfAborted();
  const { differing, compared, notes, start } = watch;
  const completed = span.whole && replayed?.record.status === 'completed';
  const final = completed ? finalDifferences(span.record, replayed.record) : [];
  const whole = compared === span.epochs;
  return {
    id: stored.record.id,
    identical: whole && differing.length + final.length + notes.length === 0,
    epochs: history.epochs.length,
    compared,
    differing,
    final,
    conditions: start ? await conditionsOf(start, span) : [],
    notes: [...notes, ...span.notes],
  };
}

/** Undefined where training failed: where the run went on, that is a difference like others. */
async function replay(
  stored: StoredRun,
  { record, overrides }: Span,
  watch: Watch,
  { listener, signal }: VerifyOptions,
): Promise<RunResult | undefined> {
  const both = signal ? AbortSignal.any([signal, watch.signal]) : watch.signal;
  try {
    const result = await withTemporaryFolder((runsDir) =>
      replayRun({ ...stored, record }, { runsDir, overrides, listener, signal: both, observer: watch }),
    );
    if (!signal?.aborted) watch.ended();
    return result;
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== EXIT.training) throw error;
    watch.notes.push(`the replay failed: ${error.problems[0]!.message}`);
    return undefined;
  }
}

/** What is not as it was when the run was recorded. */
async function conditionsOf(start: RunStart, { record, cut }: Span): Promise<readonly ConditionDifference[]> {
  const now = {
    data_hash: start.dataHash,
    initial_weights: start.initialWeights ?? null,
    engine: start.engine,
    threads: start.threads,
    versions: start.versions,
    image_block: start.imageBlock ?? null,
    git: await start.git,
    ...environment(),
  };
  // Of before a forced resumption, the record has no experiment; the path of initial weights is ours.
  const { initial_weights } = record.experiment;
  const read = { ...start.experiment, ...(initial_weights !== undefined && { initial_weights }) };
  const before = fingerprintIn(record);
  const again = { ...before, experiment: fingerprintIn({ ...record, experiment: read }).experiment };
  const keys = cut
    ? []
    : differences(
        { fingerprint: before, experiment: record.experiment },
        { fingerprint: again, experiment: read },
      );
  return [
    ...keys.map(({ key, before, now }) => ({ key, before, now, decisive: true })),
    ...conditionDifferences(record, now),
  ];
}
