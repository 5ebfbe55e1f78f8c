/**
 * The bits of the largest absolute value of `size` float32: as integers they stand in the order of the numbers, with
 * infinity above all of those, and NaN above infinity. No comparison of floats sees a NaN as well, or as fast.
 */
export function magnitude(vector: usize, size: i32): i32 {
  const mask = i32x4.splat(0x7fffffff);
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = vector + ((<usize>size) << 2);
  for (; vector < end; vector += 64) {
    a = i32x4.max_s(a, v128.and(v128.load(vector), mask));
    b = i32x4.max_s(b, v128.and(v128.load(vector, 16), mask));
    c = i32x4.max_s(c, v128.and(v128.load(vector, 32), mask));
    d = i32x4.max_s(d, v128.and(v128.load(vector, 48), mask));
  }
  a = i32x4.max_s(i32x4.max_s(a, b), i32x4.max_s(c, d));
  return max(
    max(i32x4.extract_lane(a, 0), i32x4.extract_lane(a, 1)),
    max(i32x4.extract_lane(a, 2), i32x4.extract_lane(a, 3)),
  );
}
