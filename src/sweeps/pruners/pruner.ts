import type { EarlyTermination } from '../file/sweep.js';

/** How a trial has done so far. */
export interface Curve {
  /** Of the trial, from 0. */
  readonly number: number;
  /** What is minimized, after each epoch that ended. What is not finite counts as infinite. */
  readonly losses: readonly number[];
  /** It was ended early, and could go on from where it is. */
  readonly paused: boolean;
}

/** With every default filled in. */
export type PrunerOptions = Required<Omit<EarlyTermination, 's'>> & Pick<EarlyTermination, 's'>;

/** One way to end trials early. Pure: the same curves get the same answer, in whatever order they came. */
export interface Pruner {
  readonly name: EarlyTermination['type'];
  /** After which epochs a trial (by number) may have to end, ascending. */
  decisions(number: number, options: PrunerOptions): readonly number[];
  /** Whether a trial whose epoch has just ended is to end. `all` holds every trial, this one too. */
  ends(trial: Curve, all: readonly Curve[], options: PrunerOptions): boolean;
  /** A trial that was ended and is among the best after all: it goes on before a new one begins. */
  goesOn(all: readonly Curve[], options: PrunerOptions): Curve | undefined;
}
