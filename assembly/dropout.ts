/**
 * A dropout mask: `scale` where the next word of the stream is at most `bound`, else 0.
 *
 * The words are those of src/random.ts's Stream under the key (k0, k1): Threefry-2x32 with 20 rounds on the
 * counters 0, 1, 2, ..., two words each, here four counters at a time. `count` is a multiple of 8.
 */
export function dropout(target: usize, count: i32, k0: u32, k1: u32, bound: u32, scale: f32): void {
  const k2: u32 = 0x1bd11bda ^ k0 ^ k1;
  const a0 = i32x4.splat(k0);
  const a1 = i32x4.splat(k1);
  const a2 = i32x4.splat(k2);
  // The second half of each injection adds its own number.
  const b1 = i32x4.splat(k2 + 1);
  const b2 = i32x4.splat(k0 + 2);
  const b3 = i32x4.splat(k1 + 3);
  const b4 = i32x4.splat(k2 + 4);
  const b5 = i32x4.splat(k0 + 5);
  const most = i32x4.splat(bound);
  const kept = f32x4.splat(scale);
  const four = i32x4.splat(4);
  let counter = i32x4(0, 1, 2, 3);
  const end = target + ((<usize>count) << 2);
  for (; target < end; target += 32) {
    let x = i32x4.add(counter, a0);
    let y = a1;
    counter = i32x4.add(counter, four);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 13), i32x4.shr_u(y, 19)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 15), i32x4.shr_u(y, 17)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 26), i32x4.shr_u(y, 6)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 6), i32x4.shr_u(y, 26)), x);
    x = i32x4.add(x, a1);
    y = i32x4.add(y, b1);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 17), i32x4.shr_u(y, 15)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 29), i32x4.shr_u(y, 3)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 16), i32x4.shr_u(y, 16)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 24), i32x4.shr_u(y, 8)), x);
    x = i32x4.add(x, a2);
    y = i32x4.add(y, b2);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 13), i32x4.shr_u(y, 19)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 15), i32x4.shr_u(y, 17)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 26), i32x4.shr_u(y, 6)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 6), i32x4.shr_u(y, 26)), x);
    x = i32x4.add(x, a0);
    y = i32x4.add(y, b3);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 17), i32x4.shr_u(y, 15)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 29), i32x4.shr_u(y, 3)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 16), i32x4.shr_u(y, 16)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 24), i32x4.shr_u(y, 8)), x);
    x = i32x4.add(x, a1);
    y = i32x4.add(y, b4);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 13), i32x4.shr_u(y, 19)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 15), i32x4.shr_u(y, 17)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 26), i32x4.shr_u(y, 6)), x);
    x = i32x4.add(x, y);
    y = v128.xor(v128.or(i32x4.shl(y, 6), i32x4.shr_u(y, 26)), x);
    x = i32x4.add(x, a2);
    y = i32x4.add(y, b5);
    const first = i8x16.shuffle(x, y, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    const second = i8x16.shuffle(x, y, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    v128.store(target, v128.and(kept, i32x4.le_u(first, most)));
    v128.store(target, v128.and(kept, i32x4.le_u(second, most)), 16);
  }
}
