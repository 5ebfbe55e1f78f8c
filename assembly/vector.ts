/** The smallest normal float32. Below it arithmetic is up to a hundred times slower on most CPUs. */
const SMALLEST_NORMAL: f32 = 1.17549435e-38;

/** Zero in place of denormal numbers: a moment that decays forever would otherwise slow training down. */
export function flushed(x: v128): v128 {
  // `lt`, not `ge`: NaN is neither, and must stay, or a failed step would go unseen.
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(SMALLEST_NORMAL)));
}

/** m + (x - m) * rate: a moving average after one more x. */
export function moved(m: v128, x: v128, rate: v128): v128 {
  return flushed(f32x4.add(m, f32x4.mul(f32x4.sub(x, m), rate)));
}
