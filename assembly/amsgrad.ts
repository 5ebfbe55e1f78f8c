import { moved } from './vector';

/** As adam, but divides by the root of the largest v so far: h = max(h, v); p -= alpha * m / (sqrt(h) + epsilon). */
export function amsgrad(
  size: i32,
  param: usize,
  gradient: usize,
  momentum: usize,
  velocity: usize,
  largest: usize,
  alpha: f32,
  rate1: f32,
  rate2: f32,
  epsilon: f32,
): void {
  const a = f32x4.splat(alpha);
  const r1 = f32x4.splat(rate1);
  const r2 = f32x4.splat(rate2);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const m = moved(v128.load(momentum + i), g, r1);
    const v = moved(v128.load(velocity + i), f32x4.mul(g, g), r2);
    const h = f32x4.max(v128.load(largest + i), v);
    v128.store(momentum + i, m);
    v128.store(velocity + i, v);
    v128.store(largest + i, h);
    const d = f32x4.div(f32x4.mul(a, m), f32x4.add(f32x4.sqrt(h), e));
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}
