import type { Course } from './smooth.js';

/** How far above the highest loss before the least one a picture goes, in parts of the distance between the two. */
const ROOM = 0.5;

/**
 * The smoothed losses that a picture shows: to where the loss, on its way up, leaves what was seen of it on its way down. One
 * that diverges ends a thousand times higher, and all else would be a flat line at the bottom.
 */
export function shown({ tried }: Course): readonly (readonly [rate: number, smoothed: number])[] {
  const points = tried.map(({ rate, smoothed }) => [rate, smoothed] as const);
  const losses = points.map(([, loss]) => loss);
  const low = Math.min(...losses);
  const at = losses.indexOf(low);
  const high = Math.max(...losses.slice(0, at + 1));
  if (high === low) return points;
  const limit = high + ROOM * (high - low);
  const beyond = losses.findIndex((loss, i) => i > at && loss > limit);
  if (beyond < 0) return points;
  const [[rate, loss], [nextRate, nextLoss]] = [points[beyond - 1]!, points[beyond]!];
  const crossing = rate * (nextRate / rate) ** ((limit - loss) / (nextLoss - loss));
  return [...points.slice(0, beyond), [crossing, limit]];
}
