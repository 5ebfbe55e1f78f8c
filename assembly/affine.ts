import { integers, mapped } from './coordinates';

// Affine transforms of one float32 image [height, width, channels]: the target pixel (x, y) is read from the
// source at (a0 x + a1 y + a2, b0 x + b1 y + b2). Pitches are bytes from row to row. Around the source lies a
// frame of one pixel to the left and above and two to the right and below, so that no read needs a test.

/** Interpolates between the four pixels around the source coordinate. */
export function affineBilinear(
  source: usize,
  pitch: i32,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetPitch: i32,
  targetHeight: i32,
  targetWidth: i32,
  a0: f32,
  a1: f32,
  a2: f32,
  b0: f32,
  b1: f32,
  b2: f32,
  mode: i32,
): void {
  const one = f32x4.splat(1);
  const pixel = channels << 2;
  const down = <usize>pitch;
  for (let y = 0; y < targetHeight; y++, target += <usize>targetPitch) {
    const ax = f32x4.splat(a1 * <f32>y);
    const by = f32x4.splat(b1 * <f32>y);
    let at = f32x4(0, 1, 2, 3);
    for (let x = 0; x < targetWidth; x += 4) {
      const u = f32x4.add(f32x4.add(f32x4.mul(f32x4.splat(a0), at), ax), f32x4.splat(a2));
      const v = f32x4.add(f32x4.add(f32x4.mul(f32x4.splat(b0), at), by), f32x4.splat(b2));
      at = f32x4.add(at, f32x4.splat(4));
      const sx = mapped(u, width, mode);
      const sy = mapped(v, height, mode);
      const left = f32x4.floor(sx);
      const top = f32x4.floor(sy);
      // Shares of the pixels to the right and below, and of those to the left and above.
      const right = f32x4.sub(sx, left);
      const below = f32x4.sub(sy, top);
      const leftward = f32x4.sub(f32x4.add(left, one), sx);
      const above = f32x4.sub(f32x4.add(top, one), sy);
      const from = offsets(top, left, pitch, pixel);
      const out = target + <usize>(x * pixel);
      const count = min(4, targetWidth - x);
      if (channels === 1) {
        const p0 = source + <usize>i32x4.extract_lane(from, 0);
        const p1 = source + <usize>i32x4.extract_lane(from, 1);
        const p2 = source + <usize>i32x4.extract_lane(from, 2);
        const p3 = source + <usize>i32x4.extract_lane(from, 3);
        const upper = mixed(p0, p1, p2, p3, leftward, right);
        const lower = mixed(p0 + down, p1 + down, p2 + down, p3 + down, leftward, right);
        put(out, f32x4.add(f32x4.mul(above, upper), f32x4.mul(below, lower)), count);
      } else several(out, source, from, pitch, channels, leftward, right, above, below, count);
    }
  }
}

/** Distances of four pixels from the first. */
function offsets(row: v128, column: v128, pitch: i32, pixel: i32): v128 {
  return i32x4.add(
    i32x4.mul(integers(row), i32x4.splat(pitch)),
    i32x4.mul(integers(column), i32x4.splat(pixel)),
  );
}

/** The pixel nearest to the source coordinate; halves go away from zero. */
export function affineNearest(
  source: usize,
  pitch: i32,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetPitch: i32,
  targetHeight: i32,
  targetWidth: i32,
  a0: f32,
  a1: f32,
  a2: f32,
  b0: f32,
  b1: f32,
  b2: f32,
  mode: i32,
): void {
  for (let y = 0; y < targetHeight; y++, target += <usize>targetPitch) {
    const ax = f32x4.splat(a1 * <f32>y);
    const by = f32x4.splat(b1 * <f32>y);
    let out = target;
    for (let x = 0; x < targetWidth; x += 4) {
      const at = f32x4.add(f32x4(0, 1, 2, 3), f32x4.splat(<f32>x));
      const u = f32x4.add(f32x4.add(f32x4.mul(f32x4.splat(a0), at), ax), f32x4.splat(a2));
      const v = f32x4.add(f32x4.add(f32x4.mul(f32x4.splat(b0), at), by), f32x4.splat(b2));
      const column = rounded(mapped(u, width, mode));
      const row = rounded(mapped(v, height, mode));
      const from = offsets(row, column, pitch, channels << 2);
      const count = min(4, targetWidth - x);
      const step = (<usize>channels) << 2;
      copy(out, source + <usize>i32x4.extract_lane(from, 0), channels);
      if (count > 1) copy(out + step, source + <usize>i32x4.extract_lane(from, 1), channels);
      if (count > 2) copy(out + 2 * step, source + <usize>i32x4.extract_lane(from, 2), channels);
      if (count > 3) copy(out + 3 * step, source + <usize>i32x4.extract_lane(from, 3), channels);
      out += 4 * step;
    }
  }
}

/** Between the pixels at four addresses and their neighbours to the right. */
function mixed(p0: usize, p1: usize, p2: usize, p3: usize, leftward: v128, right: v128): v128 {
  const first = v128.load64_lane(p1, v128.load64_zero(p0), 1);
  const second = v128.load64_lane(p3, v128.load64_zero(p2), 1);
  const here = v128.shuffle<f32>(first, second, 0, 2, 4, 6);
  const next = v128.shuffle<f32>(first, second, 1, 3, 5, 7);
  return f32x4.add(f32x4.mul(leftward, here), f32x4.mul(right, next));
}

/** `count` target pixels of several channels. */
function several(
  out: usize,
  source: usize,
  from: v128,
  pitch: i32,
  channels: i32,
  leftward: v128,
  right: v128,
  above: v128,
  below: v128,
  count: i32,
): void {
  for (let i = 0; i < count; i++) {
    const first = source + <usize>i32x4.extract_lane(from, 0);
    const l = v128.shuffle<f32>(leftward, leftward, 0, 0, 0, 0);
    const r = v128.shuffle<f32>(right, right, 0, 0, 0, 0);
    const a = v128.shuffle<f32>(above, above, 0, 0, 0, 0);
    const b = v128.shuffle<f32>(below, below, 0, 0, 0, 0);
    out = pixel(out, first, pitch, channels, l, r, a, b);
    from = turned(from);
    leftward = turned(leftward);
    right = turned(right);
    above = turned(above);
    below = turned(below);
  }
}

/** The next lane in front. */
function turned(x: v128): v128 {
  return v128.shuffle<f32>(x, x, 1, 2, 3, 0);
}

/** One target pixel, four channels at a time; gives the address behind it. */
function pixel(
  out: usize,
  from: usize,
  pitch: i32,
  channels: i32,
  left: v128,
  right: v128,
  above: v128,
  below: v128,
): usize {
  const next = (<usize>channels) << 2;
  for (let c = 0; c < channels; c += 4) {
    const at = from + ((<usize>c) << 2);
    const under = at + <usize>pitch;
    const upper = f32x4.add(f32x4.mul(left, v128.load(at)), f32x4.mul(right, v128.load(at + next)));
    const lower = f32x4.add(f32x4.mul(left, v128.load(under)), f32x4.mul(right, v128.load(under + next)));
    const value = f32x4.add(f32x4.mul(above, upper), f32x4.mul(below, lower));
    put(out + ((<usize>c) << 2), value, min(4, channels - c));
  }
  return out + next;
}

/** Stores the first `count` lanes. */
function put(out: usize, value: v128, count: i32): void {
  if (count === 4) {
    v128.store(out, value);
    return;
  }
  f32.store(out, f32x4.extract_lane(value, 0));
  if (count > 1) f32.store(out, f32x4.extract_lane(value, 1), 4);
  if (count > 2) f32.store(out, f32x4.extract_lane(value, 2), 8);
}

function copy(out: usize, from: usize, channels: i32): void {
  for (let c = 0; c < channels; c++) f32.store(out + ((<usize>c) << 2), f32.load(from + ((<usize>c) << 2)));
}

/** std::round */
function rounded(x: v128): v128 {
  const whole = f32x4.trunc(x);
  const half = f32x4.ge(f32x4.abs(f32x4.sub(x, whole)), f32x4.splat(0.5));
  const sign = v128.or(v128.and(x, f32x4.splat(-0.0)), f32x4.splat(1));
  return f32x4.add(whole, v128.and(half, sign));
}
