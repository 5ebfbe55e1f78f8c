import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Stream } from '../random.js';

/** Fills a new weight, as Keras 3's initializer of the same name does (its numbers differ, its law does not). */
export interface Initializer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Why a weight of this shape cannot be filled (found, expected, what to do), or undefined. Absent: all can. */
  misfit?(options: OptionsOf<S>, shape: readonly number[]): string | undefined;
  /** Of a shape it makes use of nothing but the fans, and may be given [fan in, fan out] in its place. */
  readonly byFans?: true;
  /** Writes float32 values for a weight of `shape` (Keras's layout: fans as `compute_fans` counts them). */
  fill(options: OptionsOf<S>, shape: readonly number[], out: Float32Array, random: Stream): void;
}

export function defineInitializer<const S extends OptionSchema>(initializer: Initializer<S>): Initializer<S> {
  return initializer;
}
