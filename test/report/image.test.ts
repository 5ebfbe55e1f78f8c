import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { areImages, imageOf } from '../../src/report/image.js';

const bytesOf = (uri: string) => decode(Buffer.from(uri.replace('data:image/png;base64,', ''), 'base64'));

describe('images', () => {
  test.each([
    [[28, 28], true],
    [[28, 28, 1], true],
    [[32, 40, 3], true],
    [[8, 8, 4], true],
    [[4], false],
    [[28, 28, 2], false],
    [[4, 20], false],
    [[100, 9], false],
    [[], false],
  ])('%j: %s', (shape, expected) => {
    expect(areImages({ shape, dtype: 'float32' })).toBe(expected);
  });

  test('come back from the PNG as they were', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(1, 3, 4),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (channels, height, width) => {
          const size = height * width * channels;
          const data = Uint8Array.from({ length: 2 * size }, (_, i) => (i * 37) % 256);
          const image = bytesOf(imageOf({ shape: [2, height, width, channels], dtype: 'uint8', data }, 1));
          expect(image).toMatchObject({ width, height, channels, depth: 8 });
          expect([...image.data]).toEqual([...data.subarray(size)]);
        },
      ),
    ));

  test.each([
    ['from 0 to 1', [0, 0.5, 1, 0.25], [0, 128, 255, 64]],
    ['from 0 to 255', [0, 100, 255, 3], [0, 100, 255, 3]],
    ['others are stretched', [-1, 0, 1, 3], [0, 64, 128, 255]],
    ['all the same', [-2, -2, -2, -2], [0, 0, 0, 0]],
    ['what is not a number is black', [Number.NaN, 0, 1, 1], [0, 0, 255, 255]],
  ])('of float32 %s', (_, values, expected) => {
    const array = { shape: [1, 2, 2], dtype: 'float32' as const, data: Float32Array.from(values) };
    expect([...bytesOf(imageOf(array, 0)).data]).toEqual(expected);
  });
});
