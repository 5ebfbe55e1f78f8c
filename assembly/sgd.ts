import { flushed } from './vector';

/** p -= learningRate * g */
export function sgd(size: i32, param: usize, gradient: usize, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const step = f32x4.mul(rate, v128.load(gradient + i));
    v128.store(param + i, f32x4.sub(v128.load(param + i), step));
  }
}

/** v = momentum * v - learningRate * g; p += v */
export function sgdMomentum(
  size: i32,
  param: usize,
  gradient: usize,
  velocity: usize,
  learningRate: f32,
  momentum: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const step = f32x4.mul(rate, v128.load(gradient + i));
    const v = flushed(f32x4.sub(f32x4.mul(mu, v128.load(velocity + i)), step));
    v128.store(velocity + i, v);
    v128.store(param + i, f32x4.add(v128.load(param + i), v));
  }
}

/** v = momentum * v - learningRate * g; p += momentum * v - learningRate * g */
export function sgdNesterov(
  size: i32,
  param: usize,
  gradient: usize,
  velocity: usize,
  learningRate: f32,
  momentum: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const step = f32x4.mul(rate, v128.load(gradient + i));
    const v = flushed(f32x4.sub(f32x4.mul(mu, v128.load(velocity + i)), step));
    v128.store(velocity + i, v);
    const change = f32x4.sub(f32x4.mul(mu, v), step);
    v128.store(param + i, f32x4.add(v128.load(param + i), change));
  }
}
