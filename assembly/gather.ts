/**
 * Copies rows of `width` bytes one behind the other: row order[i] of `source` to row i of `target`.
 * `order` is the address of `count` int32.
 */
export function gather(order: usize, count: i32, width: i32, source: usize, target: usize): void {
  for (let i = 0; i < count; i++) {
    const row = <usize>load<i32>(order + ((<usize>i) << 2));
    memory.copy(target, source + row * <usize>width, <usize>width);
    target += <usize>width;
  }
}
