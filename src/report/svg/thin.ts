import { bisectLeft } from 'd3-array';

/** Position and value; a value that is not finite is a gap in a curve. */
export type Point = readonly [x: number, y: number];

/**
 * A curve of at most about `most` points that looks the same: cut into pieces of equal width, each keeps its first,
 * lowest, highest and last point, and one gap if it has any. Short curves stay as they are.
 */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const pieces = Math.max(1, Math.floor(most / 5));
  const [first, last] = [points[0]![0], points.at(-1)![0]];
  const places = points.map(([x]) => x);
  const kept = new Set<Point>();
  let from = 0;
  for (let piece = 1; piece <= pieces && from < points.length; piece++) {
    const end = first + ((last - first) * piece) / pieces;
    const to = piece === pieces ? points.length : Math.max(from, bisectLeft(places, end));
    for (const point of telling(points.slice(from, to))) kept.add(point);
    from = to;
  }
  return points.filter((point) => kept.has(point));
}

function telling(points: readonly Point[]): Point[] {
  const finite = points.filter(([, y]) => Number.isFinite(y));
  const gap = points.find(([, y]) => !Number.isFinite(y));
  const low = finite.reduce<Point | undefined>(
    (best, one) => (best && best[1] <= one[1] ? best : one),
    undefined,
  );
  const high = finite.reduce<Point | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  );
  return [points[0], low, high, gap, points.at(-1)].filter((point) => point !== undefined);
}
