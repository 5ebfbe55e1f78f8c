import type { Logs, Watcher } from '../callbacks/callback.js';
import type { Rows } from '../datasets/dataset.js';
import type { Runtime } from '../engines/engine.js';
import type { Training } from '../experiment/types.js';
import type { Chosen, Plan } from '../model/plan.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { Moment } from './checkpoint/schedule.js';
import type { TrainState } from './checkpoint/state.js';
import type { EpochResult } from './epoch.js';
import type { Evaluator } from './evaluate.js';
import type { TrainingListener } from './listener.js';
import type { Weights } from './weights.js';

export interface TrainOptions {
  readonly plan: Plan;
  readonly runtime: Runtime;
  readonly weights: Weights;
  readonly evaluator: Evaluator;
  readonly optimizer: Chosen<Optimizer>;
  readonly training: Training;
  readonly seed: number;
  readonly train: Rows;
  readonly validation?: Rows;
  readonly watchers: readonly Watcher[];
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
  /** Where to go on; from the beginning, if absent. */
  readonly from?: TrainState;
  /** Of logs, the value of which the least marks the best weights; without it none are kept. */
  readonly monitor?: string;
  /** Called once, when the first step has been compiled. Returns the folder of the run. */
  onStart(): Promise<string>;
  onEpoch(result: EpochResult): void;
  /** Called after every step but the last of an epoch, after every epoch, and when training has ended in order. */
  onMoment?(kind: Moment['kind'], step: number, state: () => TrainState): void;
  /** Asked after every epoch (1-based) but the last: why training is to end here, so that it can go on another time. */
  afterEpoch?(epoch: number): Promise<string | undefined>;
}

export interface TrainResult {
  readonly epochs: number;
  /** Values of the last epoch that ended. */
  readonly logs?: Logs;
  readonly valLogs?: Logs;
  /** Why training ended before its last epoch. */
  readonly stopReason?: string;
  readonly interrupted: boolean;
  /** What `afterEpoch` said. */
  readonly ended?: string;
  /** Other weights were put in place, kept ones or averages: values of the last epoch are not theirs. */
  readonly restored: boolean;
}
