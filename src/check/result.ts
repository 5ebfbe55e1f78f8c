import type { ExitCode, Problem } from '../errors.js';
import type { Spread } from './baseline.js';
import type { Gate } from './gate.js';

/**
 * What came of one experiment: every gate passed (`ok`) or not (`failed`), it could not be checked (`error`), it has not
 * changed and was not run (`unchanged`), or its baseline was written (`updated`).
 */
export type CheckStatus = 'ok' | 'failed' | 'error' | 'unchanged' | 'updated';

/** A run that was held against the baseline. */
export interface CheckedRun {
  readonly id: string;
  readonly seed: number;
  /** Of the record. */
  readonly folder: string;
  /** Not run now: the record of an earlier run of the same experiment and data. */
  readonly reused: boolean;
}

/** A gate, and the line of the experiment file that it comes from: its key in `expect`, or else the first. */
export interface PlacedGate extends Gate {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** What a baseline had for a metric before and has now; null where it had or has none. */
export interface Update {
  readonly metric: string;
  readonly before: Spread | null;
  readonly after: Spread | null;
}

export interface CheckedExperiment {
  /** As given. */
  readonly file: string;
  /** Undefined where the file cannot be read. */
  readonly name?: string;
  readonly status: CheckStatus;
  readonly exitCode: ExitCode;
  /** Path of the baseline. */
  readonly baseline: string;
  /** When the baseline was made (ISO 8601, UTC), and from how many seeds. */
  readonly made?: { readonly at: string; readonly seeds: number };
  readonly runs: readonly CheckedRun[];
  readonly gates: readonly PlacedGate[];
  readonly updates: readonly Update[];
  /** What makes the comparison doubtful and is no failure: that the baseline was made from another config, say. */
  readonly warnings: readonly string[];
  /** What else to know, as why it was run. */
  readonly notes: readonly string[];
  /** Why it could not be checked. */
  readonly problems: readonly Problem[];
  readonly seconds: number;
}

export interface CheckResult {
  readonly experiments: readonly CheckedExperiment[];
  /** The highest of all experiments: what kept a check from being made counts more than one that failed. */
  readonly exitCode: ExitCode;
}
