/** Places of items in two lists that stand for each other, in order. */
export type Pairs = readonly (readonly [a: number, b: number])[];

/**
 * The pairs whose likenesses come to the greatest sum, without two that cross: a longest common subsequence, weighted.
 * Of several such, the one whose pairs stand first.
 *
 * @param likeness of an item of each list, by place: 0 for two that may not be a pair.
 */
export function align(lengthA: number, lengthB: number, likeness: (a: number, b: number) => number): Pairs {
  const scores = Array.from({ length: lengthA }, (_, a) =>
    Array.from({ length: lengthB }, (_, b) => likeness(a, b)),
  );
  // best[a][b]: the greatest sum for what begins at a and b.
  const best = Array.from({ length: lengthA + 1 }, () => new Float64Array(lengthB + 1));
  for (let a = lengthA - 1; a >= 0; a--) {
    for (let b = lengthB - 1; b >= 0; b--) {
      const score = scores[a]![b]!;
      const pair = score > 0 ? score + best[a + 1]![b + 1]! : 0;
      best[a]![b] = Math.max(pair, best[a + 1]![b]!, best[a]![b + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let [a, b] = [0, 0]; a < lengthA && b < lengthB; ) {
    const score = scores[a]![b]!;
    const here = best[a]![b]!;
    if (score > 0 && score + best[a + 1]![b + 1]! === here) pairs.push([a++, b++]);
    else if (best[a + 1]![b] === here) a++;
    else b++;
  }
  return pairs;
}
