import { flushed } from './vector';

// What stands around the update of every optimizer, as keras/src/optimizers/base_optimizer.py has it.

/** a += g */
export function accumulate(size: i32, accumulator: usize, gradient: usize): void {
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const sum = f32x4.add(v128.load(gradient + i), v128.load(accumulator + i));
    v128.store(accumulator + i, flushed(sum));
  }
}

/** g = (g + a) / steps; a = 0 */
export function takeMean(size: i32, accumulator: usize, gradient: usize, steps: f32): void {
  const count = f32x4.splat(steps);
  const zero = f32x4.splat(0);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const sum = f32x4.add(v128.load(gradient + i), v128.load(accumulator + i));
    v128.store(gradient + i, f32x4.div(sum, count));
    v128.store(accumulator + i, zero);
  }
}

/** g = min(max(g, -limit), limit) */
export function clamp(size: i32, gradient: usize, limit: f32): void {
  const most = f32x4.splat(limit);
  const least = f32x4.splat(-limit);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(gradient + i, f32x4.min(f32x4.max(v128.load(gradient + i), least), most));
  }
}

/** g *= factor */
export function scale(size: i32, gradient: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(gradient + i, f32x4.mul(v128.load(gradient + i), f));
  }
}

/** p -= p * weightDecay * learningRate */
export function decay(size: i32, param: usize, weightDecay: f32, learningRate: f32): void {
  const part = f32x4.splat(weightDecay);
  const rate = f32x4.splat(learningRate);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const p = v128.load(param + i);
    v128.store(param + i, f32x4.sub(p, f32x4.mul(f32x4.mul(p, part), rate)));
  }
}

/** a = keep * a + take * p */
export function blend(size: i32, average: usize, param: usize, keep: f32, take: f32): void {
  const k = f32x4.splat(keep);
  const t = f32x4.splat(take);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const sum = f32x4.add(f32x4.mul(k, v128.load(average + i)), f32x4.mul(t, v128.load(param + i)));
    v128.store(average + i, flushed(sum));
  }
}

/** The sum of squares, in float64: those of float32 can overflow. */
export function squares(size: i32, vector: usize): f64 {
  let a = f64x2.splat(0);
  let b = a;
  const end = vector + ((<usize>size) << 2);
  for (; vector < end; vector += 16) {
    const x = v128.load(vector);
    const low = f64x2.promote_low_f32x4(x);
    const high = f64x2.promote_low_f32x4(v128.shuffle<u64>(x, x, 1, 0));
    a = f64x2.add(a, f64x2.mul(low, low));
    b = f64x2.add(b, f64x2.mul(high, high));
  }
  a = f64x2.add(a, b);
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
