import type { Problem } from '../../errors.js';
import type { EpochValues, TrialEnd, TrialTask } from '../executor.js';

/** To a process that trains. One trial at a time. */
export type ToWorker =
  | { readonly type: 'run'; readonly task: TrialTask; readonly runsDir: string }
  | { readonly type: 'answer'; readonly goesOn: boolean }
  /** The trial that is trained is to be interrupted. */
  | { readonly type: 'stop' };

/** From a process that trains. */
export type FromWorker =
  | { readonly type: 'started'; readonly run: string }
  | { readonly type: 'epoch'; readonly epoch: number; readonly values: EpochValues }
  /** It waits for an answer before it goes on. */
  | { readonly type: 'ask'; readonly epoch: number }
  | { readonly type: 'ended'; readonly end: TrialEnd }
  /** What went wrong with more than this trial. */
  | { readonly type: 'broken'; readonly problems: readonly Problem[]; readonly exitCode: number };
