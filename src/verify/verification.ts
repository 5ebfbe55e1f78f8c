import type { ConditionDifference } from '../runs/conditions.js';

/** A number or hash of a run and of its replay. Null where it is missing or not finite. */
export interface ValueDifference<T = number | null> {
  readonly name: string;
  readonly recorded: T;
  readonly replayed: T;
}

/** An epoch whose numbers are not those of the record. */
export interface EpochDifference {
  readonly epoch: number;
  /** `weights_hash` first where it differs, then losses and metrics. */
  readonly values: readonly ValueDifference<string | number | null>[];
}

/** What came of a replay. */
export interface Verification {
  readonly id: string;
  /** Everything that was compared is the same to the last bit. */
  readonly identical: boolean;
  /** Epochs of the run that ended, and those of them that were compared. */
  readonly epochs: number;
  readonly compared: number;
  /** Epochs that differ, the first one first. There may be more behind it, unless all were asked for. */
  readonly differing: readonly EpochDifference[];
  /** Final metrics that differ (`test.accuracy`); compared where the whole run was replayed. */
  readonly final: readonly ValueDifference[];
  /** Keys of the experiment that are not read as they were, and what else is not as it was. */
  readonly conditions: readonly ConditionDifference[];
  /** Why the replay ended before it was through, or what could not be replayed. */
  readonly notes: readonly string[];
}
