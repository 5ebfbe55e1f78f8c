import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** A learning rate that depends on the step, with the arguments, defaults and numbers of Keras 3's of the same name. */
export interface Schedule<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** `step` counts updates from 0. Pure: a resumed run asks for any step. */
  rate(options: OptionsOf<S>, step: number): number;
  /** Why these options do not go together (found, expected, what to do), or undefined. */
  misfit?(options: OptionsOf<S>): string | undefined;
}

export function defineSchedule<const S extends OptionSchema>(schedule: Schedule<S>): Schedule<S> {
  return schedule;
}
