import type { Axis } from '../distributions/distribution.js';

/** A point of the unit cube: a place on each axis. Null where the axis has no part in the trial. */
export type Point = readonly (number | null)[];

/** A trial that was chosen before. */
export interface Seen {
  readonly point: Point;
  /** What is minimized, one number an objective; undefined while the trial runs, and where it failed. */
  readonly losses?: readonly number[];
  /** It ended without losses: nothing there is to be tried again. */
  readonly failed?: boolean;
}

/** What a sampler chooses for. */
export interface Ask {
  readonly axes: readonly Axis[];
  /** Counts proposals from 0: those that became trials, and those that were turned down. */
  readonly index: number;
  readonly seed: number;
  /** In the order in which they were chosen. */
  readonly seen: readonly Seen[];
  /** Whether a point may become a trial: not one that was tried, nor one that a constraint forbids. */
  accepts(point: Point): boolean;
}

/** Of samplers that never end: what is not found in so many tries is hardly there. */
export const PATIENCE = 2000;

/** One way to choose the next trial. Pure: the same question gets the same answer. */
export interface Sampler {
  readonly name: string;
  readonly summary: string;
  /** How many proposals in a row may be turned down before the space counts as used up. */
  readonly patience: number;
  /** Why it cannot search a space of these axes; undefined where it can. */
  problem?(axes: readonly Axis[]): string | undefined;
  /** The next point; undefined where there is none left. */
  suggest(ask: Ask): Point | undefined;
}
