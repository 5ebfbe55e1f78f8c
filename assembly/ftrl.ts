import { pow } from './env';
import { flushed } from './vector';

/**
 * b = a + g * g; z += g + shrink * p - (b^q - a^q) / learningRate * p; p = (clip(z, -l1, l1) - z) / (b^q / learningRate
 * + l2); a = b. `power` is q; `shrink` and `l2` are twice the strengths of Keras's options, l2 with beta in it.
 */
export function ftrl(
  size: i32,
  param: usize,
  gradient: usize,
  accumulator: usize,
  linear: usize,
  learningRate: f32,
  power: f32,
  l1: f32,
  l2: f32,
  shrink: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const most = f32x4.splat(l1);
  const least = f32x4.splat(-l1);
  const two = f32x4.splat(l2);
  const pull = f32x4.splat(shrink);
  const end = (<usize>size) << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const p = v128.load(param + i);
    const g = v128.load(gradient + i);
    const a = v128.load(accumulator + i);
    const b = flushed(f32x4.add(a, f32x4.mul(g, g)));
    const raised = raise(b, power);
    const sigma = f32x4.div(f32x4.sub(raised, raise(a, power)), rate);
    const change = f32x4.sub(f32x4.add(g, f32x4.mul(pull, p)), f32x4.mul(sigma, p));
    const z = flushed(f32x4.add(v128.load(linear + i), change));
    const quadratic = f32x4.add(f32x4.div(raised, rate), two);
    const clipped = f32x4.max(least, f32x4.min(z, most));
    const next = f32x4.div(f32x4.sub(clipped, z), quadratic);
    v128.store(accumulator + i, b);
    v128.store(linear + i, z);
    // Zero, also where nothing has ever come: 0 / 0.
    v128.store(param + i, v128.andnot(next, f32x4.le(f32x4.abs(z), most)));
  }
}

function raise(x: v128, power: f32): v128 {
  if (power === 0.5) return f32x4.sqrt(x);
  let y = f32x4.splat(<f32>pow(f32x4.extract_lane(x, 0), power));
  y = f32x4.replace_lane(y, 1, <f32>pow(f32x4.extract_lane(x, 1), power));
  y = f32x4.replace_lane(y, 2, <f32>pow(f32x4.extract_lane(x, 2), power));
  return f32x4.replace_lane(y, 3, <f32>pow(f32x4.extract_lane(x, 3), power));
}
