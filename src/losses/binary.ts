import type { Judged } from './loss.js';

/** Why a loss on yes-or-no targets does not fit classes, or outputs that are not each by itself. */
export function classMisfit(
  name: string,
  { output, target, classCount, activation }: Judged,
): string | undefined {
  const isClass = target.dtype === 'int32' && target.shape.length === 0;
  const outputs = output.shape.at(-1);
  if (isClass && classCount !== undefined && classCount > 2) {
    return `${name} is for two classes, the data has ${classCount}: use sparse_categorical_crossentropy with ${classCount} outputs and activation: softmax`;
  }
  if (isClass && outputs !== undefined && outputs > 1) {
    return `${name} needs one output for a class of 0 or 1: found ${outputs} outputs; set units: 1 and activation: sigmoid in the last layer, or use sparse_categorical_crossentropy`;
  }
  if (activation !== 'softmax') return undefined;
  if (outputs === 1)
    return `${name} behind a softmax over one output: that is always 1; use activation: sigmoid`;
  return `${name} takes every output by itself, but the model ends in softmax: use activation: sigmoid, or categorical_crossentropy`;
}
