import { flushed } from './vector';

/** v = rho * v + (1 - rho) * g * g; d = learningRate * g / sqrt(v + epsilon); p -= d */
export function rmsprop(
  size: i32,
  param: usize,
  gradient: usize,
  velocity: usize,
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
    const v = squares(v128.load(velocity + i), g, keep, take);
    v128.store(velocity + i, v);
    const d = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(f32x4.add(v, e)));
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}

/** As rmsprop, but m = momentum * m + d; p -= m */
export function rmspropMomentum(
  size: i32,
  param: usize,
  gradient: usize,
  velocity: usize,
  momentum: usize,
  learningRate: f32,
  rho: f32,
  rest: f32,
  epsilon: f32,
  part: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(rest);
  const e = f32x4.splat(epsilon);
  const mu = f32x4.splat(part);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const v = squares(v128.load(velocity + i), g, keep, take);
    v128.store(velocity + i, v);
    const d = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(f32x4.add(v, e)));
    const m = flushed(f32x4.add(f32x4.mul(mu, v128.load(momentum + i)), d));
    v128.store(momentum + i, m);
    v128.store(param + i, f32x4.sub(v128.load(param + i), m));
  }
}

/**
 * Centered: a = rho * a + (1 - rho) * g; d = learningRate * g / sqrt(v - a * a + epsilon); m = momentum * m + d;
 * p -= m. `momentum` is the address of m, or 0 where there is none: then p -= d.
 */
export function rmspropCentered(
  size: i32,
  param: usize,
  gradient: usize,
  velocity: usize,
  mean: usize,
  momentum: usize,
  learningRate: f32,
  rho: f32,
  rest: f32,
  epsilon: f32,
  part: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const keep = f32x4.splat(rho);
  const take = f32x4.splat(rest);
  const e = f32x4.splat(epsilon);
  const mu = f32x4.splat(part);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const v = squares(v128.load(velocity + i), g, keep, take);
    const a = flushed(f32x4.add(f32x4.mul(keep, v128.load(mean + i)), f32x4.mul(take, g)));
    v128.store(velocity + i, v);
    v128.store(mean + i, a);
    const spread = f32x4.add(f32x4.sub(v, f32x4.mul(a, a)), e);
    let d = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(spread));
    if (momentum !== 0) {
      d = flushed(f32x4.add(f32x4.mul(mu, v128.load(momentum + i)), d));
      v128.store(momentum + i, d);
    }
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}

/** keep * v + take * g * g */
function squares(v: v128, g: v128, keep: v128, take: v128): v128 {
  return flushed(f32x4.add(f32x4.mul(keep, v), f32x4.mul(take, f32x4.mul(g, g))));
}
