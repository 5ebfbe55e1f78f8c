import { formatShape, type Spec } from '../arrays.js';
import { type Choice, pick } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { activations } from './index.js';

/** What an activation makes of a layer's output. */
export function activate(activation: Choice, x: Tensor, tf: Ops): Tensor {
  const { part, options } = pick(activations, activation);
  return part.apply(options as never, x, tf);
}

/** The shape of one sample of that. Throws where the activation does not fit. */
export function activated(activation: Choice | undefined, output: Spec): Spec {
  if (activation === undefined) return output;
  const { part, options } = pick(activations, activation);
  return part.output ? { ...output, shape: part.output(options as never, output.shape) } : output;
}

/** Throws for an activation that gives another shape, where there must be the same: within the cell of a recurrent layer. */
export function checkKept(activation: Choice, option: string, output: Spec): void {
  const { shape } = activated(activation, output);
  if (shape.every((size, at) => size === output.shape[at])) return;
  const { part } = pick(activations, activation);
  const found = `${option} ${part.name} gives ${formatShape(shape)} for ${formatShape(output.shape)}`;
  throw new Error(`${found}: a state must keep its size; use another activation`);
}
