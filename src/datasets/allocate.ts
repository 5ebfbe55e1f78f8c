/**
 * Shares out rows of several classes so that each part gets its size and each class its proportion, to
 * within one row: `result[part][class]` is counts[class] * sizes[part] / total, rounded down or up.
 *
 * Where the choice is free the largest remainders are rounded up, as scikit-learn's
 * `_approximate_mode` does for two parts; ties go to the earlier part. A rounding always exists (the rows
 * and columns of the exact table have integer sums); the choices below keep it in reach: with `open`
 * classes to come, a part that still needs `open` rows must take one of each.
 *
 * @param counts rows of each class @param sizes rows of each part: two or three parts whose sum is the
 *   sum of the counts
 */
export function allocate(counts: readonly number[], sizes: readonly number[]): number[][] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => counts.map((count) => (count * size) / total));
  const result = exact.map((part) => part.map((value) => Math.floor(value + EPSILON)));
  const needs = sizes.map((size, part) => size - sum(result[part] as number[]));
  const remainder = (part: number, c: number) => exact[part]![c]! - result[part]![c]!;
  const parts = sizes.map((_, part) => part);
  /** Rows of a class that no part has yet: 0, 1 or 2. */
  const left = counts.map((count, c) => count - sum(result.map((part) => part[c] as number)));
  const most = (c: number) => Math.max(...parts.map((part) => remainder(part, c)));
  const classes = counts.map((_, c) => c).filter((c) => (left[c] as number) > 0);
  // The clearest cases first, so that what is forced in the end is what matters least.
  classes.sort((a, b) => most(b) - most(a) || a - b);
  classes.forEach((c, done) => {
    const open = classes.length - done;
    const urgency = (part: number) => (needs[part] === open ? 2 : needs[part]! > 0 ? 1 : 0);
    const byChoice = [...parts].sort(
      (a, b) => urgency(b) - urgency(a) || remainder(b, c) - remainder(a, c) || a - b,
    );
    for (const part of byChoice.slice(0, left[c])) {
      result[part]![c]!++;
      needs[part]!--;
    }
  });
  return result;
}

/** Keeps 2.9999999999999996 from being rounded down to 2. */
const EPSILON = 1e-9;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
