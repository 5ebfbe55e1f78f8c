import type { Course } from './smooth.js';
import type { Suggestions } from './suggest.js';

/** What to try. */
export interface FindOptions {
  readonly overrides?: readonly string[];
  /** The first rate, and the last one where nothing diverges before. */
  readonly from: number;
  readonly to: number;
  /** One rate a step. */
  readonly steps: number;
  /** Where runs are that `initial_weights` may name. */
  readonly runsDir: string;
  readonly signal?: AbortSignal;
}

export interface Found extends Course {
  readonly name: string;
  /** The key that a suggestion is for: `optimizer.adam.learning_rate`. */
  readonly key: string;
  readonly suggestions?: Suggestions;
}
