import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Vectors } from './memory.js';

/** An optimizer, with the arguments, defaults and numbers of Keras 3's of the same name. */
export interface Optimizer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Names of its slots, one vector each, all zero at the start. */
  slots(options: OptionsOf<S>): readonly string[];
  /** One update in place. `step` counts from 1; `learningRate` is that of this step. */
  update(options: OptionsOf<S>, vectors: Vectors, step: number, learningRate: number): void;
}

export function defineOptimizer<const S extends OptionSchema>(optimizer: Optimizer<S>): Optimizer<S> {
  return optimizer;
}
