import { formatShape, type NDArray } from '../arrays.js';
import { UserError } from '../errors.js';
import { nearest } from '../experiment/nearest.js';
import { type Layout, viewOf } from './weights.js';

/**
 * Copies arrays named `layer/weight` (Keras's names and shapes) over a model's weights. Every weight must be
 * there and no other array.
 *
 * @throws UserError with every name or shape that does not fit.
 */
export function setWeights(
  layout: Layout,
  vectors: { parameters: Float32Array; state: Float32Array },
  arrays: Readonly<Record<string, NDArray>>,
): void {
  const problems: { message: string; hint?: string }[] = [];
  const known = new Set(layout.weights.map(({ key }) => key));
  for (const weight of layout.weights) {
    const array = arrays[foundIn(weight.key, arrays)];
    if (!array) {
      const near = nearest(
        weight.key,
        Object.keys(arrays).filter((key) => !known.has(key)),
      );
      problems.push({
        message: `lacks ${weight.key} (${formatShape(weight.shape)})`,
        ...(near !== undefined && { hint: `it has ${near}: name the layer accordingly` }),
      });
    } else if (formatShape(array.shape) !== formatShape(weight.shape)) {
      problems.push({
        message: `${weight.key} has shape ${formatShape(array.shape)}, the model needs ${formatShape(weight.shape)}`,
      });
    } else viewOf(weight, vectors).set(array.data);
  }
  const used = new Set(layout.weights.map(({ key }) => foundIn(key, arrays)));
  for (const key of Object.keys(arrays)) {
    if (!used.has(key)) problems.push({ message: `has ${key}, which the model does not have` });
  }
  if (problems.length > 0) {
    throw new UserError(problems.map((problem) => ({ key: 'initial_weights', ...problem })));
  }
}

/**
 * The name under which an archive has a weight: its own; else the one that differs only in the number that Keras gives a
 * layer within another one, by how many of its type a process has made before (`b/forward_lstm_3/lstm_cell/kernel`).
 */
function foundIn(key: string, arrays: Readonly<Record<string, NDArray>>): string {
  if (arrays[key]) return key;
  const alike = Object.keys(arrays).filter((name) => withoutNumbers(name) === withoutNumbers(key));
  return alike.length === 1 ? alike[0]! : key;
}

/** Without the numbers behind the names between the first and the last. */
const withoutNumbers = (key: string) =>
  key
    .split('/')
    .map((part, i, parts) => (i > 0 && i < parts.length - 1 ? part.replace(/_\d+$/, '') : part))
    .join('/');
