import type { NDArray } from '../arrays.js';
import type { Training } from '../experiment/types.js';
import type { Rows } from './dataset.js';

/**
 * The rows of the training split, each with the weight of its class (`training.class_weight`), as Keras's fit takes them:
 * classes that are not named count 1. `balanced` gives a class rows / (classes * rows of the class), as scikit-learn does,
 * counting the classes that occur.
 *
 * @param classes names of the classes by number
 */
export function weighByClass(
  rows: Rows,
  given: Training['class_weight'],
  classes: readonly string[] = [],
): Rows {
  if (given === undefined) return rows;
  const labels = labelsOf(rows.y);
  const weights = given === 'balanced' ? balanced(labels) : byNumber(given, classes);
  const data = Float32Array.from(labels, (label) => weights.get(label) ?? 1);
  return { ...rows, w: { shape: [labels.length], dtype: 'float32', data } };
}

/** A key is the name of a class, else its number. */
export function classOf(key: string, classes: readonly string[]): number | undefined {
  const named = classes.indexOf(key);
  if (named >= 0) return named;
  return /^\d+$/.test(key) ? Number(key) : undefined;
}

/** The class of every row: its number, or where a one-hot row is highest. */
function labelsOf({ shape, data }: NDArray): Int32Array {
  const rows = shape[0]!;
  const width = data.length / rows;
  return Int32Array.from({ length: rows }, (_, row) => {
    if (width === 1) return Math.round(data[row]!);
    let best = 0;
    for (let i = 1; i < width; i++) if (data[row * width + i]! > data[row * width + best]!) best = i;
    return best;
  });
}

function balanced(labels: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].map(([label, count]) => [label, labels.length / (counts.size * count)]));
}

function byNumber(
  given: { readonly [label: string]: number },
  classes: readonly string[],
): Map<number, number> {
  return new Map(Object.entries(given).map(([key, weight]) => [classOf(key, classes)!, weight]));
}
