const { fround } = Math;

/** step / decaySteps in float32; with `staircase` whole ones only. */
export function passed(step: number, decaySteps: number, staircase: boolean): number {
  const fraction = fround(fround(step) / fround(decaySteps));
  return staircase ? Math.floor(fraction) : fraction;
}

/** Half a cosine: `height` where `fraction` is 0, 0 where it is 1, in float32. */
export function cosine(fraction: number, height = 1): number {
  const wave = fround(1 + fround(Math.cos(fround(fround(Math.PI) * fraction))));
  return fround(fround(0.5 * height) * wave);
}

/** The part of a rate that is left: `alpha` of it where `share` is 0, all where it is 1, in float32. */
export function above(alpha: number, share: number): number {
  return fround(fround(fround(1 - alpha) * share) + fround(alpha));
}

/** On the straight line from one number, where `fraction` is 0, to another, where it is 1, in float32. */
export function between(from: number, to: number, fraction: number): number {
  const [start, end] = [fround(from), fround(to)];
  return fround(fround(fround(end - start) * fraction) + start);
}
