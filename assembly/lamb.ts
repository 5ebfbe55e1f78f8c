import { moved } from './vector';

/**
 * m += (g - m) * (1 - beta1); v += (g * g - v) * (1 - beta2); g = (m / correction1) / (sqrt(v / correction2) + epsilon).
 * How far a weight then moves along g depends on the norms of both.
 */
export function lamb(
  size: i32,
  gradient: usize,
  momentum: usize,
  velocity: usize,
  rate1: f32,
  rate2: f32,
  correction1: f32,
  correction2: f32,
  epsilon: f32,
): void {
  const r1 = f32x4.splat(rate1);
  const r2 = f32x4.splat(rate2);
  const c1 = f32x4.splat(correction1);
  const c2 = f32x4.splat(correction2);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const m = moved(v128.load(momentum + i), g, r1);
    const v = moved(v128.load(velocity + i), f32x4.mul(g, g), r2);
    v128.store(momentum + i, m);
    v128.store(velocity + i, v);
    const divisor = f32x4.add(f32x4.sqrt(f32x4.div(v, c2)), e);
    v128.store(gradient + i, f32x4.div(f32x4.div(m, c1), divisor));
  }
}
