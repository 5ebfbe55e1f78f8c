import { sizeOf } from '../arrays.js';
import type { Choice } from '../experiment/part.js';
import { pick } from '../experiment/part.js';
import { initializers } from '../initializers/index.js';
import type { RowSums } from '../layers/layer.js';
import { Stream } from '../random.js';
import type { Model } from './model.js';

/** Weights start on cache lines: 16 float32. */
const ALIGNMENT = 16;

/** A weight and its place in one of the two flat vectors. */
export interface Weight {
  /** `layer/name`, as in .npz files of weights. */
  readonly key: string;
  readonly layer: string;
  readonly name: string;
  readonly shape: readonly number[];
  /** Lies in the vector of parameters, else in that of state (moving statistics, frozen layers). */
  readonly trained: boolean;
  /** In elements. */
  readonly offset: number;
  readonly size: number;
  readonly initializer: Choice;
  readonly fans?: readonly [number, number];
  /** In the place of `initializer`: parts of a vector, one behind the other. */
  readonly segments?: readonly { readonly size: number; readonly initializer: Choice }[];
  /** See WeightSpec; not where a penalty makes the gradient dense. */
  readonly gathered?: RowSums;
  readonly regularizer?: Choice;
  readonly constraint?: Choice;
}

export interface Layout {
  readonly weights: readonly Weight[];
  /** Length of the vector of trained parameters, gaps included. */
  readonly parameters: number;
  /** Length of the vector of everything else. */
  readonly state: number;
}

/** Gives every weight of a model a place. `rowSums`: what the optimizer wants of weights whose rows are looked up. */
export function layOut(model: Model, rowSums: RowSums = { of: 'squares' }): Layout {
  const next = { parameters: 0, state: 0 };
  const weights: Weight[] = [];
  for (const { name: layer, built, trainable } of model.layers) {
    for (const spec of built.weights ?? []) {
      const trained = trainable && spec.trainable !== false;
      const vector = trained ? 'parameters' : 'state';
      const size = sizeOf(spec.shape);
      weights.push({
        key: `${layer}/${spec.name}`,
        layer,
        name: spec.name,
        shape: spec.shape,
        trained,
        offset: next[vector],
        size,
        initializer: spec.initializer,
        ...(spec.fans !== undefined && { fans: spec.fans }),
        ...(spec.segments !== undefined && { segments: spec.segments }),
        ...(spec.gathered && trained && !spec.regularizer && { gathered: rowSums }),
        regularizer: spec.regularizer,
        ...(spec.constraint !== undefined && { constraint: spec.constraint }),
      });
      next[vector] += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    }
  }
  return { weights, ...next };
}

/** The part of a flat vector that is a weight. */
export function viewOf(
  weight: Weight,
  vectors: { parameters: Float32Array; state: Float32Array },
): Float32Array {
  const vector = weight.trained ? vectors.parameters : vectors.state;
  return vector.subarray(weight.offset, weight.offset + weight.size);
}

/** Draws every weight from its initializer, each from a stream of its own. */
export function initialize(
  layout: Layout,
  vectors: { parameters: Float32Array; state: Float32Array },
  seed: number,
) {
  for (const weight of layout.weights) {
    const stream = new Stream(seed, `weights/${weight.key}`);
    const view = viewOf(weight, vectors);
    let start = 0;
    for (const { size, initializer } of weight.segments ?? [weight]) {
      const { part, options } = pick(initializers, initializer);
      const whole = (part.byFans ? weight.fans : undefined) ?? weight.shape;
      const shape = weight.segments ? [size] : whole;
      part.fill(options as never, shape, view.subarray(start, start + size), stream);
      start += size;
    }
  }
}
