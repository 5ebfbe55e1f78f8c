import { flushed } from './vector';

/**
 * a = rho * a + (1 - rho) * g * g; d = sqrt(u + epsilon) * g / sqrt(a + epsilon); u = rho * u +
 * (1 - rho) * d * d; p -= learningRate * d.
 */
export function adadelta(
  size: i32,
  param: usize,
  gradient: usize,
  gradients: usize,
  updates: usize,
  learningRate: f32,
  rho: f32,
  rest: f32,
  epsilon: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(rest);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const u = v128.load(updates + i);
    const a = average(v128.load(gradients + i), g, keep, take);
    v128.store(gradients + i, a);
    const root = f32x4.sqrt(f32x4.add(u, e));
    const d = f32x4.div(f32x4.mul(root, g), f32x4.sqrt(f32x4.add(a, e)));
    v128.store(updates + i, average(u, d, keep, take));
    v128.store(param + i, f32x4.sub(v128.load(param + i), f32x4.mul(rate, d)));
  }
}

/** keep * a + take * x * x */
function average(a: v128, x: v128, keep: v128, take: v128): v128 {
  return flushed(f32x4.add(f32x4.mul(keep, a), f32x4.mul(take, f32x4.mul(x, x))));
}
