import type { Choice, OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** The learning rate of a step, from a number or a schedule; `step` counts updates from 0. */
export type RateOf = (rate: number | Choice, step: number) => number;

/** Why the options of a schedule do not go together, or undefined; of a number, nothing. */
export type MisfitOf = (rate: number | Choice) => string | undefined;

/**
 * A learning rate that depends on the step, with the arguments, defaults and numbers of Keras 3's of the same name.
 * Keras computes in float32: every operation is rounded to it.
 */
export interface Schedule<S extends OptionSchema = OptionSchema> extends Part<S> {
  /**
   * `step` counts updates from 0. Pure: a resumed run asks for any step. `rateOf`: of another schedule that stands in the
   * options.
   */
  rate(options: OptionsOf<S>, step: number, rateOf: RateOf): number;
  /** Why these options do not go together (found, expected, what to do), or undefined. */
  misfit?(options: OptionsOf<S>, misfitOf: MisfitOf): string | undefined;
}

export function defineSchedule<const S extends OptionSchema>(schedule: Schedule<S>): Schedule<S> {
  return schedule;
}
