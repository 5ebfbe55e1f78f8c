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

/** All that a step depends on but numbers that change: what trainStep and evaluateStep compile. */
export interface Plan {
  readonly name: string;
  /** From `keyOf`: equal for plans whose steps are equal. Absent: steps are compiled anew. */
  readonly key?: string;
  readonly model: Model;
  readonly layout: Layout;
  readonly loss: Chosen<Loss>;
  readonly metrics: readonly Chosen<Metric>[];
  readonly judged: Judged;
  readonly preprocess: readonly FittedStep[];
  /** Random changes of the raw inputs while training, before `preprocess`. */
  readonly augment: readonly AugmentationStep[];
  /** One sample of the raw inputs and targets. */
  readonly x: Spec;
  readonly y: Spec;
  /** Number of classes to encode targets in, if they are to be one-hot. */
  readonly oneHot?: number;
}
