/*
 * Points with several numbers each, all of which are minimized: which are better than others, and in what order they
 * are to be taken. Numbers have to be finite, or infinite for what is worst.
 */

type Losses = readonly number[];

/** Whether `a` is as good as `b` in all numbers, and better in one. */
export function dominates(a: Losses, b: Losses): boolean {
  return a.every((loss, i) => loss <= b[i]!) && a.some((loss, i) => loss < b[i]!);
}

/**
 * Places in `points` by front: the first one holds what nothing dominates, the second what only that dominates, and so
 * on; within a front in the order of `points`. Efficient non-dominated sort (X. Zhang et al., IEEE Trans. Evol. Comput.
 * 2015): in lexicographic order a point is dominated only by points before it.
 */
export function fronts(points: readonly Losses[]): number[][] {
  const order = points.map((_, i) => i).sort((a, b) => lexicographic(points[a]!, points[b]!) || a - b);
  const found: number[][] = [];
  for (const i of order) {
    const isIn = (front: readonly number[]) => front.some((other) => dominates(points[other]!, points[i]!));
    const front = found.find((one) => !isIn(one));
    if (front) front.push(i);
    else found.push([i]);
  }
  return found.map((front) => front.sort((a, b) => a - b));
}

function lexicographic(a: Losses, b: Losses): number {
  const i = a.findIndex((loss, k) => loss !== b[k]);
  return i < 0 ? 0 : a[i]! < b[i]! ? -1 : 1;
}

/**
 * How far a point's neighbours in its front lie from one another, summed over the numbers, each as a part of the front's
 * extent (K. Deb et al., "NSGA-II", IEEE Trans. Evol. Comput. 2002). Infinite for the ends.
 */
export function crowding(front: readonly Losses[]): number[] {
  const distances = front.map(() => 0);
  for (let k = 0; k < (front[0]?.length ?? 0); k++) {
    const order = front.map((_, i) => i).sort((a, b) => front[a]![k]! - front[b]![k]! || a - b);
    const [first, last] = [order[0]!, order.at(-1)!];
    const extent = front[last]![k]! - front[first]![k]!;
    for (const [at, i] of order.entries()) {
      const [before, after] = [order[at - 1], order[at + 1]];
      if (before === undefined || after === undefined) distances[i] = Infinity;
      else if (extent > 0) distances[i]! += (front[after]![k]! - front[before]![k]!) / extent;
    }
  }
  return distances;
}

/** Places in `points`, best first: by front, then the lonelier ones; earlier ones first where that is the same. */
export function ranked(points: readonly Losses[]): number[] {
  if (points[0]?.length === 1) {
    return points.map((_, i) => i).sort((a, b) => lexicographic(points[a]!, points[b]!) || a - b);
  }
  return fronts(points).flatMap((front) => {
    const lonely = crowding(front.map((i) => points[i]!));
    const order = front
      .map((_, at) => at)
      .sort((a, b) => (lonely[a]! < lonely[b]! ? 1 : -1) * +(lonely[a] !== lonely[b]) || a - b);
    return order.map((at) => front[at]!);
  });
}
