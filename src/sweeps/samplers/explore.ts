import type { Stream } from '../../random.js';
import type { Axis, Value } from '../distributions/distribution.js';
import type { Point } from './sampler.js';

/** A value grows or shrinks by a fifth. */
const FACTORS = [0.8, 1.2] as const;
/** From a cell to the next one. */
const BEYOND = 1e-9;
/** From 0, of which a fifth is nothing. */
const STRIDE = 0.1;

/**
 * A point with other values near those of an old one: numbers times 0.8 or 1.2, or a neighbour of what is counted or
 * listed; with probability `resample`, anything. Axes that had no part get a place, in case they have now.
 */
export function explore(axes: readonly Axis[], old: Point, resample: number, stream: Stream): Point {
  return axes.map((axis, i) => {
    const place = old[i] ?? null;
    // Both are always drawn: the next axis sees the same numbers either way.
    const [isNew, other, isUp] = [stream.uniform() < resample, stream.uniform(), stream.uniform() < 0.5];
    return place === null || isNew ? other : perturbed(axis, place, isUp);
  });
}

/** Whether two points have different values on an axis that had a part in the first. */
export function differs(axes: readonly Axis[], old: Point, point: Point): boolean {
  const value = (axis: Axis, place: number | null) => JSON.stringify(place === null ? null : axis.at(place));
  return axes.some((axis, i) => old[i] !== null && value(axis, old[i]!) !== value(axis, point[i] ?? null));
}

function perturbed(axis: Axis, place: number, isUp: boolean): number {
  const value = axis.at(place);
  // At an end of the axis there is only the other way.
  const found = [isUp, !isUp].map((up) => neighbour(axis, value, up));
  return found.find((one) => axis.at(one) !== value) ?? place;
}

function neighbour(axis: Axis, value: Value, isUp: boolean): number {
  const isNumber = axis.ordered && typeof value === 'number' && value !== 0;
  const found = isNumber ? placeOf(axis, value * FACTORS[isUp ? 1 : 0]) : undefined;
  if (found !== undefined && (axis.count === Infinity || axis.at(found) !== value)) return found;
  const [low, high] = axis.cell(value)!;
  const beyond = axis.count === Infinity ? STRIDE : BEYOND;
  return isUp ? Math.min(1 - BEYOND, high + beyond) : Math.max(0, low - beyond);
}

/** Where on an ordered axis a number lies, or what comes next to it: halving finds it. */
function placeOf(axis: Axis, target: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if ((axis.at(middle) as number) < target) low = middle;
    else high = middle;
  }
  return high;
}
