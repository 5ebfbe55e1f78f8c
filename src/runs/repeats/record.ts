import type { ProcessMark } from '../../disk/process.js';
import type { Interval } from '../../statistics.js';
import type { Outcome, RunRecord, Split, Status } from '../record.js';

/** Version of the layout of repeat.json. Raised when a reader of the old layout would misread the new one. */
export const REPEAT_VERSION = 1;

/** The file in the folder of a repeat that says what came of it. */
export const REPEAT_FILE = 'repeat.json';

export const CHILD_STATUSES = ['pending', 'running', 'completed', 'failed', 'interrupted'] as const;

/** One run of a repeat. */
export interface Child {
  readonly seed: number;
  /** Of the run; null before it has trained its first step. */
  readonly id: string | null;
  readonly status: Status | 'pending';
  readonly expect: readonly Outcome[];
  readonly error: RunRecord['error'];
}

/** What the completed runs have of one metric. Values that were not finite do not count. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** Of the sample (n - 1); null for a single run. */
  readonly deviation: number | null;
  /** In which the true mean lies with a probability of 95 %, by Student's t; null for a single run. */
  readonly interval: Interval | null;
  readonly min: number;
  readonly max: number;
}

/** What repeat.json holds. Names are part of dlx's stable surface: add, never rename. */
export interface RepeatRecord {
  readonly schema_version: typeof REPEAT_VERSION;
  /** Name of the folder: `repeat-<UTC time>-<name>-<hash>`. */
  readonly id: string;
  readonly name: string;
  /** As a run's: a file may say `running` of a repeat whose process was killed. */
  readonly status: Status;
  /** The experiment file, absolute. */
  readonly file: string;
  /** `path=value`, as given on the command line; the seeds come on top. */
  readonly overrides: readonly string[];
  /** Of the experiment with its first seed. */
  readonly experiment_hash: string;
  /** The first seed; the others follow it. */
  readonly seed: number;
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
  /** In the order of seeds. */
  readonly children: readonly Child[];
  /** Final metrics of the completed runs. */
  readonly metrics: { readonly [split in Split]?: { readonly [name: string]: Spread } };
  /** What ended it before all runs had their turn. */
  readonly error: RunRecord['error'];
}

/** A repeat on disk. */
export interface StoredRepeat {
  readonly folder: string;
  readonly record: RepeatRecord;
}
