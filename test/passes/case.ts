import type { Graph } from '../../src/graph/graph.js';

/** A graph before a pass, and what is left of it. */
export interface PassCase {
  /** What it shows, or why the pass must leave it alone. */
  readonly about: string;
  readonly graph: () => Graph;
  /** The operators after the pass, dead ones removed; absent: the pass must not fire. */
  readonly after?: string;
  /** Relative tolerance of the results; by default they must be the same to the bit. */
  readonly relative?: number;
  /** Absolute tolerance, also after all passes: for long sums whose terms are larger than they are. */
  readonly absolute?: number;
}

/** Cases by the name of the pass. */
export type PassCases = Readonly<Record<string, readonly PassCase[]>>;
