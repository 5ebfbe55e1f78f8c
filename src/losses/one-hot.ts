import { formatShape } from '../arrays.js';
import type { Judged } from './loss.js';

/** Why a target is not one-hot, [..., classes] as the output, or undefined. `instead`: what takes class numbers. */
export function oneHotMisfit(
  name: string,
  { output, target }: Judged,
  instead = 'sparse_categorical_crossentropy',
): string | undefined {
  const [found, expected] = [target.shape, output.shape].map((shape) => formatShape(shape.slice(0, -1)));
  if (target.shape.length < output.shape.length || (target.shape.at(-1) === 1 && output.shape.at(-1) !== 1)) {
    return `${name} expects one-hot targets, found class numbers: set data.target: one_hot, or use ${instead}`;
  }
  if (found !== expected || target.shape.length !== output.shape.length) {
    return `${name} expects target and output of one shape: found output ${formatShape(output.shape)} and target ${formatShape(target.shape)}`;
  }
  return undefined;
}
