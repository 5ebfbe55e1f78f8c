import { flushed } from './vector';

/** a += g * g; p -= learningRate * g / sqrt(a + epsilon) */
export function adagrad(
  size: i32,
  param: usize,
  gradient: usize,
  accumulator: usize,
  learningRate: f32,
  epsilon: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const e = f32x4.splat(epsilon);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const g = v128.load(gradient + i);
    const a = flushed(f32x4.add(v128.load(accumulator + i), f32x4.mul(g, g)));
    v128.store(accumulator + i, a);
    const d = f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(f32x4.add(a, e)));
    v128.store(param + i, f32x4.sub(v128.load(param + i), d));
  }
}
