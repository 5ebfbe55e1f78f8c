import type { NDArray, Spec } from '../arrays.js';
import type { Options } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import type { Fitted, Transform } from './transform.js';

/** A transform with the options that an experiment gives it. */
export interface Step {
  readonly part: Transform;
  readonly options: Options;
}

/** A step that knows its constants. */
export interface FittedStep extends Step {
  readonly fitted: Fitted;
}

/** One sample after all steps. @throws Error naming the step that does not fit. */
export function chainShape(steps: readonly Step[], input: Spec): Spec {
  return steps.reduce((spec, { part, options }) => part.shape(options, spec), input);
}

/**
 * Fits every step to the training inputs as the steps before it leave them. Data is transformed only for
 * a later step that looks at it.
 */
export function fitAll(steps: readonly Step[], x: NDArray): FittedStep[] {
  let current = x;
  return steps.map((step) => {
    const before = current;
    const fitted = step.part.fit(step.options, before);
    current = lazily(before, () => step.part.transform(step.options, fitted, before));
    return { ...step, fitted };
  });
}

/** All steps inside the graph. `x`: [batch, ...sample]. */
export function applyAll(steps: readonly FittedStep[], x: Tensor, tf: Ops): Tensor {
  return steps.reduce((tensor, { part, options, fitted }) => part.apply(options, fitted, tensor, tf), x);
}

/** All steps on a plain array. */
export function transformAll(steps: readonly FittedStep[], x: NDArray): NDArray {
  return steps.reduce((array, { part, options, fitted }) => part.transform(options, fitted, array), x);
}

/** An array of the same shape whose elements are computed when first asked for. */
function lazily({ shape }: NDArray, compute: () => NDArray): NDArray {
  let computed: NDArray | undefined;
  return {
    shape,
    dtype: 'float32',
    get data() {
      computed ??= compute();
      return computed.data;
    },
  };
}
