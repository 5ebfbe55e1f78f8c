import { flushed } from './vector';

/** p -= learningRate * sign(beta1 * m + (1 - beta1) * g); m = beta2 * m + (1 - beta2) * g */
export function lion(
  size: i32,
  param: usize,
  gradient: usize,
  momentum: usize,
  learningRate: f32,
  beta1: f32,
  rate1: f32,
  beta2: f32,
  rate2: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const b1 = f32x4.splat(beta1);
  const r1 = f32x4.splat(rate1);
  const b2 = f32x4.splat(beta2);
  const r2 = f32x4.splat(rate2);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const m = v128.load(momentum + i);
    const d = f32x4.mul(rate, sign(f32x4.add(f32x4.mul(m, b1), f32x4.mul(g, r1))));
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
    v128.store(momentum + i, flushed(f32x4.add(f32x4.mul(m, b2), f32x4.mul(g, r2))));
  }
}

/** 1 or -1; zero and NaN are their own. */
function sign(x: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const upper = v128.bitselect(one, x, f32x4.gt(x, zero));
  return v128.bitselect(f32x4.neg(one), upper, f32x4.lt(x, zero));
}
