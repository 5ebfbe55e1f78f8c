import type { Stream } from '../random.js';
import { fansOf } from './fans.js';

/** Uniform over [min, max). */
export function fillUniform(out: Float32Array, min: number, max: number, random: Stream): void {
  for (let i = 0; i < out.length; i++) out[i] = min + (max - min) * random.uniform();
}

export function fillNormal(out: Float32Array, mean: number, stddev: number, random: Stream): void {
  for (let i = 0; i < out.length; i++) out[i] = mean + stddev * random.normal();
}

/** Normal, with values beyond two standard deviations drawn again. */
export function fillTruncated(out: Float32Array, mean: number, stddev: number, random: Stream): void {
  for (let i = 0; i < out.length; i++) {
    let z = random.normal();
    while (Math.abs(z) > 2) z = random.normal();
    out[i] = mean + stddev * z;
  }
}

/** Which fan the variance is divided by. */
export type Mode = 'fan_in' | 'fan_out' | 'fan_avg';
export type Distribution = 'truncated_normal' | 'uniform' | 'untruncated_normal';

/** Standard deviation of a normal law that is cut at two: what a truncated one must be widened by. */
const TRUNCATED_STDDEV = 0.8796256610342398;

/** keras.initializers.VarianceScaling: variance `scale / fan` whatever the distribution. */
export function fillScaled(
  { scale, mode, distribution }: { scale: number; mode: Mode; distribution: Distribution },
  shape: readonly number[],
  out: Float32Array,
  random: Stream,
): void {
  const fans = fansOf(shape);
  const fan = { fan_in: fans.in, fan_out: fans.out, fan_avg: (fans.in + fans.out) / 2 }[mode];
  const variance = scale / Math.max(1, fan);
  const stddev = Math.sqrt(variance);
  const limit = Math.sqrt(3 * variance);
  if (distribution === 'untruncated_normal') fillNormal(out, 0, stddev, random);
  else if (distribution === 'truncated_normal') fillTruncated(out, 0, stddev / TRUNCATED_STDDEV, random);
  else fillUniform(out, -limit, limit, random);
}
