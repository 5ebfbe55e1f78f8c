import type { Axis } from '../distributions/distribution.js';
import type { Population } from '../population.js';

/** A point of the unit cube: a place on each axis. Null where the axis has no part in the trial. */
export type Point = readonly (number | null)[];

/** A trial that was chosen before. */
export interface Seen {
  /** Of the trial, from 0. */
  readonly number: number;
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
  /** Of the trial that it will be. */
  readonly number: number;
  /** Of a search that breeds: how. */
  readonly population?: Population;
  /** In the order in which they were chosen. */
  readonly seen: readonly Seen[];
  /** Whether a point may become a trial: not one that was tried from there, nor one that a constraint forbids. */
  accepts(point: Point, from?: number): boolean;
}

/** What may become a trial. */
export interface Suggestion {
  readonly point: Point;
  /** Number of the trial whose weights it begins with; without it, it begins anew. */
  readonly from?: number;
}

/** Of samplers that never end: what is not found in so many tries is hardly there. */
export const PATIENCE = 2000;

/** One way to choose the next trial. Pure: the same question gets the same answer. */
export interface Sampler {
  readonly name: string;
  readonly summary: string;
  /** How many proposals in a row may be turned down before the space counts as used up. */
  readonly patience: number;
  /** How many trials are chosen whatever comes of others; without it, all are. */
  startup?(population?: Population): number;
  /** Why it cannot search a space of these axes; undefined where it can. */
  problem?(axes: readonly Axis[]): string | undefined;
  /** Wait: what comes of trials that still run decides. Undefined: there is none left. */
  suggest(ask: Ask): Suggestion | 'wait' | undefined;
}
