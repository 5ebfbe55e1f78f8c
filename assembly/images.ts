// Float32 images [height, width, channels] row by row; pitches are bytes from row to row.

/** What elements a packed image is made of. */
const BYTES: i32 = 0;
const INTEGERS: i32 = 1;

/** A packed image of bytes, int32 or float32 as float32. `width` is that of a row in elements. */
export function spread(source: usize, kind: i32, target: usize, pitch: i32, height: i32, width: i32): void {
  const element: usize = kind === BYTES ? 1 : 4;
  for (let y = 0; y < height; y++, target += <usize>pitch, source += <usize>width * element) {
    let x = 0;
    for (; x + 4 <= width; x += 4) {
      const from = source + <usize>x * element;
      const out = target + ((<usize>x) << 2);
      if (kind === BYTES) {
        const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from)));
        v128.store(out, f32x4.convert_i32x4_s(words));
      } else if (kind === INTEGERS) v128.store(out, f32x4.convert_i32x4_s(v128.load(from)));
      else v128.store(out, v128.load(from));
    }
    for (; x < width; x++) {
      const from = source + <usize>x * element;
      const value: f32 =
        kind === BYTES ? <f32>load<u8>(from) : kind === INTEGERS ? <f32>load<i32>(from) : load<f32>(from);
      store<f32>(target + ((<usize>x) << 2), value);
    }
  }
}

/** Fills the frame around an image: one pixel to the left and above, two to the right and below. */
export function frame(image: usize, pitch: i32, height: i32, width: i32, channels: i32, value: f32): void {
  const pixel = channels << 2;
  const row = (width + 3) * channels;
  const start = image - <usize>pixel;
  fill(start - <usize>pitch, row, value);
  for (let y = 0; y < height; y++) {
    const left = start + <usize>(y * pitch);
    fill(left, channels, value);
    fill(left + <usize>((width + 1) * pixel), 2 * channels, value);
  }
  fill(start + <usize>(height * pitch), row, value);
  fill(start + <usize>((height + 1) * pitch), row, value);
}

function fill(address: usize, count: i32, value: f32): void {
  for (let i = 0; i < count; i++) store<f32>(address + ((<usize>i) << 2), value);
}

/** Copies `height` rows of `bytes`. */
export function copyRows(
  source: usize,
  pitch: i32,
  target: usize,
  targetPitch: i32,
  height: i32,
  bytes: i32,
): void {
  for (let y = 0; y < height; y++) {
    memory.copy(target + <usize>(y * targetPitch), source + <usize>(y * pitch), <usize>bytes);
  }
}

/** Left becomes right where `across` is not 0, top bottom where `down` is not 0. */
export function flip(
  source: usize,
  pitch: i32,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetPitch: i32,
  across: i32,
  down: i32,
): void {
  const pixel = channels << 2;
  for (let y = 0; y < height; y++) {
    const from = source + <usize>((down ? height - 1 - y : y) * pitch);
    let out = target + <usize>(y * targetPitch);
    if (!across) {
      memory.copy(out, from, <usize>(width * pixel));
      continue;
    }
    for (let x = width - 1; x >= 0; x--) {
      const at = from + <usize>(x * pixel);
      for (let c = 0; c < pixel; c += 4) store<f32>(out + <usize>c, load<f32>(at + <usize>c));
      out += <usize>pixel;
    }
  }
}

/** (x - mean) * factor + mean with the mean of each channel, between `low` and `high`. */
export function contrast(
  source: usize,
  pitch: i32,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetPitch: i32,
  factor: f32,
  low: f32,
  high: f32,
): void {
  const pixel = channels << 2;
  for (let c = 0; c < channels; c++) {
    const from = source + <usize>(c << 2);
    const out = target + <usize>(c << 2);
    let sum: f64 = 0;
    for (let y = 0; y < height; y++) {
      const row = from + <usize>(y * pitch);
      for (let x = 0; x < width; x++) sum += <f64>load<f32>(row + <usize>(x * pixel));
    }
    const mean = <f32>(sum / (<f64>height * <f64>width));
    for (let y = 0; y < height; y++) {
      const row = from + <usize>(y * pitch);
      const line = out + <usize>(y * targetPitch);
      for (let x = 0; x < width; x++) {
        const value = (load<f32>(row + <usize>(x * pixel)) - mean) * factor + mean;
        store<f32>(line + <usize>(x * pixel), min(max(value, low), high));
      }
    }
  }
}
