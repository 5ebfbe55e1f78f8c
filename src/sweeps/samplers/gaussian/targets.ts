/**
 * Losses as numbers with mean 0 and variance 1; alike ones are all 0. Those above the median grow with the logarithm only:
 * a few that are far off, of training that went astray, would flatten all that is near the best.
 */
export function targetsOf(losses: readonly number[]): Float64Array {
  const sorted = [...losses].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  const scale = middle - sorted[0]!;
  const bent = losses.map((loss) =>
    loss > middle && scale > 0 ? middle + scale * Math.log1p((loss - middle) / scale) : loss,
  );
  const mean = bent.reduce((sum, loss) => sum + loss, 0) / bent.length;
  const deviation = Math.sqrt(bent.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / bent.length);
  return Float64Array.from(bent, (loss) => (deviation > 0 ? (loss - mean) / deviation : 0));
}

/** How much the sum counts beside the greatest. */
const SHARE = 0.05;

/**
 * Several losses as one, with other weights each time: the greatest weighted one, of each as a part of its range
 * (J. Knowles, "ParEGO", IEEE Trans. Evol. Comput. 2006).
 *
 * @param weights from 0 to 1, one for each.
 */
export function scalarized(
  all: readonly (readonly number[])[],
  weights: readonly number[],
): readonly number[] {
  const ranges = weights.map((_, k) => {
    const column = all.map((losses) => losses[k]!);
    return { low: Math.min(...column), high: Math.max(...column) };
  });
  return all.map((losses) => {
    const parts = losses.map((loss, k) => {
      const { low, high } = ranges[k]!;
      return high > low ? (weights[k]! * (loss - low)) / (high - low) : 0;
    });
    return Math.max(...parts) + SHARE * parts.reduce((sum, part) => sum + part, 0);
  });
}
