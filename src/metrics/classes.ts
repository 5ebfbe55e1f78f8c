import { formatShape } from '../arrays.js';
import type { Judged } from '../losses/loss.js';
import { inWords } from '../losses/sparse.js';

/** What Keras's compile makes of `accuracy` for this output and target. */
export type Kind = 'binary' | 'categorical' | 'sparse';

export function kindOf({ output, target }: Judged): Kind {
  const outputs = output.shape.at(-1) ?? 1;
  if (outputs === 1) return 'binary';
  const isNumber = target.shape.length < output.shape.length || target.shape.at(-1) === 1;
  return isNumber ? 'sparse' : 'categorical';
}

/** Why a metric on class numbers does not fit. */
export function sparseMisfit(name: string, { output, target }: Judged): string | undefined {
  const items = target.shape.length === output.shape.length ? target.shape.slice(0, -1) : target.shape;
  const isNumber = target.shape.length < output.shape.length || target.shape.at(-1) === 1;
  if (!isNumber)
    return `${name} expects class numbers, the target is one-hot: use categorical_accuracy, or drop data.target`;
  if (target.dtype === 'float32') {
    return `${name} expects class numbers (integers), the target is ${target.dtype}: use mean_absolute_error for values`;
  }
  if (formatShape(items) === formatShape(output.shape.slice(0, -1))) return undefined;
  return `${name} expects a class number for each row of outputs: found output ${formatShape(output.shape)} and ${inWords(target.shape)}`;
}

/** Why a metric on one-hot targets does not fit. */
export function categoricalMisfit(name: string, { output, target }: Judged): string | undefined {
  if (target.shape.length < output.shape.length) {
    return `${name} expects one-hot targets, found class numbers: set data.target: one_hot, or use accuracy`;
  }
  if (formatShape(target.shape) === formatShape(output.shape)) return undefined;
  return `${name} expects target and output of one shape: found output ${formatShape(output.shape)} and target ${formatShape(target.shape)}`;
}
