import type { JobsOptions } from 'bullmq';
import {
  having,
  isMap,
  isNumber,
  isText,
  isTexts,
  listOf,
  mapOf,
  orNull,
  type Test,
} from '../../runs/value-tests.js';
import { version } from '../../version.js';
import type { EpochValues, TrialEnd, TrialTask } from '../executor.js';
import { isRunId, isTrialEnd } from '../store/manifest.js';

/** What all keys in Redis begin with. */
export const PREFIX = 'dlx';

/** Workers of another version never see a job of this one. */
export const QUEUE = `trials-${version}`;

/** A job: a trial that is to be trained. Only who sweeps writes it. */
export interface JobData {
  readonly task: TrialTask;
  /** Identity of the store that its run goes to; null where it stays with the worker. */
  readonly store: string | null;
  /** Whether to go on, by the epoch after which that was asked. */
  readonly answers: { readonly [epoch: string]: boolean };
  /** It is to be interrupted. */
  readonly stop: boolean;
}

/** What a worker tells of a job while it trains: a line of the job's log has some. */
export type Told =
  | { readonly run: string }
  | { readonly epoch: number; readonly values: EpochValues }
  /** Waits for an answer. */
  | { readonly ask: number }
  /** It is not trained there, and goes back. */
  | { readonly refused: string; readonly worker: string }
  /** What came of it, told though the job may be another worker's by now. */
  | { readonly end: TrialEnd };

/** Only who trains writes it. */
export interface JobProgress {
  /** Id of the run, once there is one. */
  readonly run: string | null;
}

export interface JobResult {
  readonly end: TrialEnd;
  /** Name of who trained it. */
  readonly worker: string;
}

const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

const WEEK_S = 7 * 24 * 3600;

/**
 * The same task is the same job, however often it is added. What is the queue's fault, or the store's, is tried again;
 * what came of a trial is kept for a sweep that was away.
 */
export function jobOptions(task: TrialTask): JobsOptions {
  return {
    jobId: jobId(task),
    attempts: 6,
    backoff: { type: 'exponential', delay: 1000 },
    removeOnComplete: { age: WEEK_S },
    removeOnFail: { age: WEEK_S },
  };
}

export const jobId = ({ sweep, number, attempt }: TrialTask) => `${sweep}.${number}.${attempt}`;

const TESTS: readonly Test[] = [
  having({ run: isRunId }),
  having({ epoch: isNumber, values: mapOf((value) => value === null || isNumber(value)) }),
  having({ ask: isNumber }),
  having({ refused: isText, worker: isText }),
  having({ end: isTrialEnd }),
];

/** What a line of a log says; nothing for one that no worker has written. */
export function toldIn(line: string): readonly Told[] {
  try {
    const list: unknown = JSON.parse(line);
    return Array.isArray(list) ? list.filter((one) => TESTS.some((test) => test(one))) : [];
  } catch {
    return [];
  }
}

/** What came of a job; undefined for what no worker has written. */
export function resultIn(value: unknown): JobResult | undefined {
  return having({ end: isTrialEnd, worker: isText })(value) ? (value as JobResult) : undefined;
}

/** Id of the run that a job had come to before. */
export function runIn(progress: unknown): string | null {
  const run = isMap(progress) ? progress.run : null;
  return isRunId(run) ? (run as string) : null;
}

/** Whether something is a job that a worker can train: whoever reaches the queue may have written it. */
export const isJob: Test = having({
  task: having({
    sweep: isRunId,
    number: isCount,
    attempt: isCount,
    experiment: having({ file: isText, text: isText }),
    overrides: isTexts,
    experiment_hash: isText,
    run: orNull(isRunId),
    decisions: listOf(isCount),
  }),
  store: orNull(isText),
  answers: isMap,
  stop: (value) => typeof value === 'boolean',
});
