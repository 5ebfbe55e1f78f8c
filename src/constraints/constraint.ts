import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** What a weight is held to after every update, with the arguments and numbers of Keras 3's of the same name. */
export interface Constraint<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Changes a weight in place: `values` in row-major order of `shape`, in float32 as Keras computes. */
  project(options: OptionsOf<S>, values: Float32Array, shape: readonly number[]): void;
  /** Why a weight of this shape cannot be held to it, or undefined. */
  misfit?(options: OptionsOf<S>, shape: readonly number[]): string | undefined;
}

export function defineConstraint<const S extends OptionSchema>(constraint: Constraint<S>): Constraint<S> {
  return constraint;
}
