import { expect, it } from 'vitest';
import { allocate, BYTES, type DType, formatShape, sizeOf } from '../src/arrays.js';

it.each([
  [[], 1, '()'],
  [[5], 5, '5'],
  [[28, 28, 1], 784, '28x28x1'],
  [[3, 0, 2], 0, '3x0x2'],
])('%j has %d elements and is written %s', (shape, size, text) => {
  expect(sizeOf(shape)).toBe(size);
  expect(formatShape(shape)).toBe(text);
});

it.each(Object.entries(BYTES) as [DType, number][])(
  '%s takes %d bytes an element and starts at zero',
  (dtype, bytes) => {
    const array = allocate(dtype, 3);
    expect(array.BYTES_PER_ELEMENT).toBe(bytes);
    expect([...array]).toEqual([0, 0, 0]);
  },
);
