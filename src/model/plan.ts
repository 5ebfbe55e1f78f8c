import type { Spec } from '../arrays.js';
import type { AugmentationStep } from '../augmentations/chain.js';
import type { Options } from '../experiment/part.js';
import type { Judged, Loss } from '../losses/loss.js';
import type { Metric } from '../metrics/metric.js';
import type { FittedStep } from '../preprocess/chain.js';
import type { Model } from './model.js';
import type { Layout } from './weights.js';

export interface Chosen<P> {
  readonly part: P;
  readonly options: Options;
}

/** A metric of an output, its name in logs without the head's prefix, and whether rows count in it as in the loss. */
export interface Measure extends Chosen<Metric> {
  readonly log: string;
  readonly weighted: boolean;
}

/** An output of the model, what it is compared with, and what is measured of it. */
export interface Head {
  /** What names of its logs begin with: nothing where it is the only one, else `<layer>_`. */
  readonly prefix: string;
  readonly loss: Chosen<Loss>;
  /** What its loss counts in the sum. */
  readonly weight: number;
  readonly metrics: readonly Measure[];
  readonly judged: Judged;
  readonly target: Target;
}

/** What of the target an output is compared with. */
export type Target =
  /** All of it; `oneHot`: in so many classes. */
  | { readonly kind: 'whole'; readonly oneHot?: number }
  /** Columns of it; one alone is a number. `integers`: as class numbers. */
  | { readonly kind: 'columns'; readonly columns: readonly number[]; readonly integers: boolean }
  /** The input of the model. */
  | { readonly kind: 'input' };

/** All that a step depends on but numbers that change: what trainStep and evaluateStep compile. */
export interface Plan {
  readonly name: string;
  /** From `keyOf`: equal for plans whose steps are equal. Absent: steps are compiled anew. */
  readonly key?: string;
  readonly model: Model;
  readonly layout: Layout;
  /** What is made of the model's outputs, in their order. */
  readonly heads: readonly Head[];
  /** Whether steps take how much each row counts, as the input `v`: those of training, or all. */
  readonly weighted?: 'training' | 'all';
  readonly preprocess: readonly FittedStep[];
  /** Random changes of the raw inputs while training, before `preprocess`. */
  readonly augment: readonly AugmentationStep[];
  /** One sample of the raw inputs and targets. */
  readonly x: Spec;
  readonly y: Spec;
}
