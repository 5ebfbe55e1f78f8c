import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { RowSums } from '../layers/layer.js';
import { type CommonOptions, commonOptions, commonSlots } from './common.js';
import type { Vectors } from './memory.js';

/**
 * A slot that squares of gradients go into, and how much of itself it keeps in an update where it is an average; of
 * absolutes, what the slot keeps is the larger of both.
 */
export interface Squared {
  readonly slot: string;
  readonly of?: RowSums['of'];
  readonly keep?: number;
  readonly moved?: Moved;
}

/** The slot of the squares of changes, each of them the gradient times sqrt((its slot + epsilon) / (the other + epsilon)). */
export interface Moved {
  readonly slot: string;
  readonly epsilon: number;
}

/** An optimizer, with the arguments, defaults and numbers of Keras 3's of the same name. */
export interface Optimizer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Names of its slots, one vector each; in the table those of the common options (common.ts) stand behind them. */
  slots(options: OptionsOf<S>): readonly string[];
  /** What its slots hold at the start, by name; zero where nothing is said. */
  initial?(options: OptionsOf<S>): { readonly [slot: string]: number };
  /** Where squares of gradients go; see gathered.ts. */
  squared?(options: OptionsOf<S>): Squared;
  /**
   * One update in place, without the common options: updates.ts sees to these. It may use the gradient's vector for
   * something else. `step` counts updates from 1; `learningRate` is that of this step.
   */
  update(options: OptionsOf<S>, vectors: Vectors, step: number, learningRate: number): void;
}

/** With the options and slots that all optimizers have behind its own; where one has an option of that name, it stays. */
export function defineOptimizer<const S extends OptionSchema>(optimizer: Optimizer<S>): Optimizer<S> {
  const { options } = optimizer;
  const properties = { ...options.properties, ...commonOptions.properties, ...options.properties };
  return {
    ...optimizer,
    options: { ...options, properties },
    slots: (given) => [...optimizer.slots(given), ...commonSlots(given as CommonOptions)],
  };
}
