import { flushed, moved } from './vector';

/**
 * m += (g - m) * (1 - beta1); u = max(beta2 * u, |g|); p -= learningRate * m / (correction * (u + epsilon)), where
 * correction = 1 - beta1^t.
 */
export function adamax(
  size: i32,
  param: usize,
  gradient: usize,
  momentum: usize,
  norm: usize,
  learningRate: f32,
  rate1: f32,
  beta2: f32,
  correction: f32,
  epsilon: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const r1 = f32x4.splat(rate1);
  const b2 = f32x4.splat(beta2);
  const c = f32x4.splat(correction);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const m = moved(v128.load(momentum + i), g, r1);
    const u = flushed(f32x4.max(f32x4.mul(b2, v128.load(norm + i)), f32x4.abs(g)));
    v128.store(momentum + i, m);
    v128.store(norm + i, u);
    const d = f32x4.div(f32x4.mul(rate, m), f32x4.mul(c, f32x4.add(u, e)));
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}
