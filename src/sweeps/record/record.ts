import type { ProcessMark } from '../../disk/process.js';
import type { RunRecord, Status } from '../../runs/record.js';
import type { Value } from '../distributions/distribution.js';
import type { EarlyTermination, Objective } from '../file/sweep.js';

/** Version of the layout of sweep.json and trials.jsonl. Raised when a reader of the old one would misread the new one. */
export const SWEEP_VERSION = 1;

/** The file in the folder of a sweep that says what it is about and how it stands. */
export const SWEEP_FILE = 'sweep.json';

/** The file beside it to which a line is added whenever a trial is chosen, begins or ends. */
export const TRIALS_FILE = 'trials.jsonl';

/**
 * waiting: it has not begun, or was interrupted and is to go on. stopped: ended before its last epoch because it did
 * badly; it has its checkpoint and may still go on.
 */
export const TRIAL_STATUSES = ['waiting', 'running', 'completed', 'stopped', 'failed'] as const;
export type TrialStatus = (typeof TRIAL_STATUSES)[number];

/** One set of values, and what has become of it. Names are part of dlx's stable surface: add, never rename. */
export interface Trial {
  /** From 0, in the order in which they were chosen. */
  readonly number: number;
  /** Of the proposal that it came from: the next search begins behind the last one. */
  readonly index: number;
  /** What it sets, by path of the experiment. */
  readonly values: { readonly [path: string]: Value };
  /** Of the experiment with these values: seed and engine are a part of it. */
  readonly experiment_hash: string;
  /** The trial whose weights it begins with; null for one that begins anew. */
  readonly from: number | null;
  readonly status: TrialStatus;
  /** Id of its run; null before it has trained its first step. */
  readonly run: string | null;
  /** Of the rows that it was trained on; null before that is known. */
  readonly data_hash: string | null;
  /** How often it was trained and came to an end, if only for a while. */
  readonly attempts: number;
  /** Epochs that ended. */
  readonly epochs: number;
  /**
   * What each objective came to, as measured; of a stopped trial, after its last epoch. Null where it is not finite, or
   * not known (yet).
   */
  readonly objectives: readonly (number | null)[];
  /** What its run has taken. */
  readonly seconds: number | null;
  readonly error: RunRecord['error'];
}

/** What sweep.json holds. Names are part of dlx's stable surface: add, never rename. */
export interface SweepRecord {
  readonly schema_version: typeof SWEEP_VERSION;
  /** Name of the folder: `sweep-<UTC time>-<name>-<hash>`. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** As a run's: a file may say `running` of a sweep whose process was killed. */
  readonly status: Status;
  /** The sweep file, absolute; null for a grid from the command line. */
  readonly file: string | null;
  /** `path=value,value` as given on the command line, for a grid from there. */
  readonly grid: readonly string[];
  /** The experiment file, absolute. */
  readonly experiment: string;
  /** Of the experiment as it stands there. */
  readonly experiment_hash: string;
  readonly method: string;
  readonly seed: number;
  /** The most trials; null for as many as there are. */
  readonly run_cap: number | null;
  readonly objectives: readonly Objective[];
  readonly early_terminate: EarlyTermination | null;
  /** As in the sweep file. */
  readonly parameters: { readonly [path: string]: { readonly [option: string]: unknown } };
  readonly zip: readonly (readonly string[])[];
  readonly constraints: readonly string[];
  /** How many trials at a time. */
  readonly workers: number;
  readonly process: ProcessMark;
  readonly times: {
    /** ISO 8601, UTC. */
    readonly started: string;
    readonly ended: string | null;
    /** Without the time between where it went on. */
    readonly seconds: number | null;
  };
  /** ISO 8601, UTC: every time that it went on. */
  readonly resumed: readonly string[];
  /** What ended it before all trials had their turn. */
  readonly error: RunRecord['error'];
}

/** A sweep on disk. */
export interface StoredSweep {
  readonly folder: string;
  readonly record: SweepRecord;
  /** In the order of their numbers. */
  readonly trials: readonly Trial[];
}
