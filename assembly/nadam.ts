import { moved } from './vector';

/**
 * m += (g - m) * (1 - beta1); v += (g * g - v) * (1 - beta2); p -= (next * m / nextRest + now * g / nowRest) *
 * learningRate / (sqrt(v / correction) + epsilon). What belongs to the step, u being beta1 * (1 - 0.96^t / 2): next =
 * u(t + 1), nextRest = 1 - the product of all u up to it, now = 1 - u(t), nowRest likewise, correction = 1 - beta2^t.
 */
export function nadam(
  size: i32,
  param: usize,
  gradient: usize,
  momentum: usize,
  velocity: usize,
  learningRate: f32,
  rate1: f32,
  rate2: f32,
  next: f32,
  nextRest: f32,
  now: f32,
  nowRest: f32,
  correction: f32,
  epsilon: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const r1 = f32x4.splat(rate1);
  const r2 = f32x4.splat(rate2);
  const u1 = f32x4.splat(next);
  const d1 = f32x4.splat(nextRest);
  const u0 = f32x4.splat(now);
  const d0 = f32x4.splat(nowRest);
  const c = f32x4.splat(correction);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const m = moved(v128.load(momentum + i), g, r1);
    const v = moved(v128.load(velocity + i), f32x4.mul(g, g), r2);
    v128.store(momentum + i, m);
    v128.store(velocity + i, v);
    const ahead = f32x4.div(f32x4.mul(u1, m), d1);
    const here = f32x4.div(f32x4.mul(u0, g), d0);
    const divisor = f32x4.add(f32x4.sqrt(f32x4.div(v, c)), e);
    const d = f32x4.div(f32x4.mul(f32x4.add(ahead, here), rate), divisor);
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}
