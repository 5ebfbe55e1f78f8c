// Coordinates of a source image for four target pixels at once, as TensorFlow's ImageProjectiveTransformV3 maps
// them (tensorflow/core/kernels/image/image_ops.h): the same formulas in the same order, in float32. Any other mode than the three below is wrap: a b c d | a b c d | a b c d.

/** Beyond the image there is the fill value, which the frame around the image holds. */
export const CONSTANT: i32 = 0;
/** a a a | a b c d | d d d */
export const NEAREST: i32 = 1;
/** d c b a | a b c d | d c b a */
export const REFLECT: i32 = 2;

/**
 * `at`, moved into the image along an axis of `size` pixels. Outside of CONSTANT the result lies in
 * 0..size - 1, there in -1..size: one pixel outside is as good as any further out.
 */
export function mapped(at: v128, size: i32, mode: i32): v128 {
  const zero = f32x4.splat(0);
  const last = f32x4.splat(<f32>(size - 1));
  if (mode === CONSTANT) return clamped(at, f32x4.splat(-1), f32x4.splat(<f32>size));
  if (mode === NEAREST) return clamped(at, zero, last);
  // Most places lie inside, where nothing is to be done.
  const outside = v128.or(f32x4.lt(at, zero), f32x4.gt(at, last));
  if (!v128.any_true(outside)) return at;
  if (mode === REFLECT) return clamped(reflected(at, <f32>size), zero, last);
  return clamped(wrapped(at, <f32>size), zero, last);
}

function clamped(at: v128, least: v128, most: v128): v128 {
  // One instruction each, where min and max take several for the sake of NaN, which does not occur.
  return f32x4.pmin(f32x4.pmax(at, least), most);
}

function reflected(at: v128, size: f32): v128 {
  const one = f32x4.splat(1);
  const length = f32x4.splat(size);
  const period = f32x4.splat(2 * size);
  const whole = f32x4.mul(period, f32x4.trunc(f32x4.div(f32x4.abs(at), period)));
  const below = f32x4.add(whole, at);
  const beyond = f32x4.sub(at, whole);
  const left = v128.bitselect(
    f32x4.add(below, period),
    f32x4.sub(f32x4.neg(below), one),
    f32x4.lt(below, f32x4.neg(length)),
  );
  const right = v128.bitselect(f32x4.sub(f32x4.sub(period, beyond), one), beyond, f32x4.ge(beyond, length));
  return v128.bitselect(left, right, f32x4.lt(at, f32x4.splat(0)));
}

/** TensorFlow's periods are `size` long and begin every `size - 1`: kept, so that the numbers agree. */
function wrapped(at: v128, size: f32): v128 {
  const length = f32x4.splat(size);
  const last = f32x4.splat(size - 1);
  const periods = f32x4.trunc(f32x4.div(f32x4.abs(at), f32x4.splat(max<f32>(size - 1, 1))));
  const left = f32x4.add(at, f32x4.mul(length, f32x4.add(periods, f32x4.splat(1))));
  const right = v128.bitselect(f32x4.sub(at, f32x4.mul(length, periods)), at, f32x4.gt(at, last));
  return v128.bitselect(left, right, f32x4.lt(at, f32x4.splat(0)));
}

/** Whole numbers below 2^22 as integers: a conversion without its cases for what does not fit. */
export function integers(whole: v128): v128 {
  return i32x4.sub(f32x4.add(whole, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
}
