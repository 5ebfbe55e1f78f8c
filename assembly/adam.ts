import { moved } from './vector';

/**
 * m += (g - m) * (1 - beta1); v += (g * g - v) * (1 - beta2); p -= alpha * m / (sqrt(v) + epsilon),
 * where alpha = learningRate * sqrt(1 - beta2^t) / (1 - beta1^t).
 */
export function adam(
  size: i32,
  param: usize,
  gradient: usize,
  momentum: usize,
  velocity: usize,
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
  // Two vectors a turn: the second one's loads fill the time that the first one's root and quotient take.
  for (let i: usize = 0; i < end; i += 32) {
    const g0 = v128.load(gradient + i);
    const g1 = v128.load(gradient + i, 16);
    const m0 = moved(v128.load(momentum + i), g0, r1);
    const m1 = moved(v128.load(momentum + i, 16), g1, r1);
    const v0 = moved(v128.load(velocity + i), f32x4.mul(g0, g0), r2);
    const v1 = moved(v128.load(velocity + i, 16), f32x4.mul(g1, g1), r2);
    v128.store(momentum + i, m0);
    v128.store(momentum + i, m1, 16);
    v128.store(velocity + i, v0);
    v128.store(velocity + i, v1, 16);
    const step0 = f32x4.div(f32x4.mul(a, m0), f32x4.add(f32x4.sqrt(v0), e));
    const step1 = f32x4.div(f32x4.mul(a, m1), f32x4.add(f32x4.sqrt(v1), e));
    v128.store(param + i, f32x4.sub(v128.load(param + i), step0));
    v128.store(param + i, f32x4.sub(v128.load(param + i, 16), step1), 16);
  }
}
