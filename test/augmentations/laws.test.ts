import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageShape } from '../../src/augmentations/augmentation.js';
import { changed, given, step } from './support.js';

const size = fc.integer({ min: 1, max: 12 });
const pixels = fc.tuple(size, size, fc.integer({ min: 1, max: 5 })).chain((shape) =>
  fc.tuple(
    fc.constant(shape as ImageShape),
    fc.array(fc.integer({ min: 0, max: 255 }), {
      minLength: shape[0] * shape[1] * shape[2],
      maxLength: shape[0] * shape[1] * shape[2],
    }),
  ),
);
const warps = {
  fill_mode: fc.constantFrom('constant', 'nearest', 'reflect', 'wrap'),
  interpolation: fc.constantFrom('bilinear', 'nearest'),
};

/** The pixel at (y, x) of an image as a list of channels. */
const at = (data: ArrayLike<number>, [, width, channels]: ImageShape, y: number, x: number) =>
  Array.from({ length: channels }, (_, c) => data[(y * width + x) * channels + c]);

describe('what changes nothing', () => {
  it.each([
    ['RandomTranslation', { height_factor: 0, width_factor: 0 }, [0, 0]],
    ['RandomRotation', { factor: 0 }, [0]],
    ['RandomZoom', { height_factor: 0 }, [1, 1]],
    ['RandomFlip', {}, [0]],
    ['RandomContrast', { factor: 0 }, [1]],
  ] as const)('%s %o by %o', (name, options, drawn) => {
    fc.assert(
      fc.property(pixels, fc.record(warps), ([shape, data], warp) => {
        const all =
          'mode' in step(name, options).options || name === 'RandomContrast'
            ? options
            : { ...options, ...warp };
        const found = changed(given(step(name, all), drawn), shape, data);
        expect(found.every((value, i) => Math.abs(value - data[i]!) < 1e-3)).toBe(true);
      }),
    );
  });
});

describe('RandomFlip', () => {
  it.each(['horizontal', 'vertical', 'horizontal_and_vertical'])(
    '%s puts every pixel to its mirror place',
    (mode) => {
      fc.assert(
        fc.property(pixels, ([shape, data]) => {
          const found = changed(given(step('RandomFlip', { mode }), [1]), shape, data);
          const [height, width] = shape;
          for (let y = 0; y < height; y++)
            for (let x = 0; x < width; x++) {
              const fromY = mode === 'horizontal' ? y : height - 1 - y;
              const fromX = mode === 'vertical' ? x : width - 1 - x;
              expect(at(found, shape, y, x)).toEqual(at(data, shape, fromY, fromX));
            }
        }),
      );
    },
  );
});

describe('RandomTranslation', () => {
  /** Keras's fill modes for a place outside, in whole pixels. Its wrap is exact by one length only. */
  const inside: Record<string, (i: number, length: number) => number | undefined> = {
    constant: (i, length) => (i >= 0 && i < length ? i : undefined),
    nearest: (i, length) => Math.min(length - 1, Math.max(0, i)),
    reflect(i, length) {
      const turn = ((i % (2 * length)) + 2 * length) % (2 * length);
      return turn < length ? turn : 2 * length - 1 - turn;
    },
  };

  it.each(Object.keys(inside))('by whole pixels moves pixels, fill_mode %s', (fill_mode) => {
    fc.assert(
      fc.property(
        pixels,
        fc.integer({ min: -15, max: 15 }),
        fc.integer({ min: -15, max: 15 }),
        fc.constantFrom('bilinear', 'nearest'),
        ([shape, data], right, down, interpolation) => {
          const options = { height_factor: 1, width_factor: 1, fill_mode, interpolation, fill_value: 7 };
          const found = changed(given(step('RandomTranslation', options), [right, down]), shape, data);
          const [height, width, channels] = shape;
          for (let y = 0; y < height; y++)
            for (let x = 0; x < width; x++) {
              const fromY = inside[fill_mode]!(y - down, height);
              const fromX = inside[fill_mode]!(x - right, width);
              const expected =
                fromY === undefined || fromX === undefined
                  ? Array.from({ length: channels }, () => 7)
                  : at(data, shape, fromY, fromX);
              expect(at(found, shape, y, x)).toEqual(expected);
            }
        },
      ),
    );
  });
});

describe('RandomRotation', () => {
  it('by a half circle is the flip of both', () => {
    fc.assert(
      fc.property(pixels, ([shape, data]) => {
        const options = { factor: 0.5, fill_mode: 'nearest' };
        const turned = changed(given(step('RandomRotation', options), [180]), shape, data);
        const flipped = changed(given(step('RandomFlip', {}), [1]), shape, data);
        expect(turned.every((value, i) => Math.abs(value - flipped[i]!) < 0.01)).toBe(true);
      }),
    );
  });
});

describe('RandomContrast', () => {
  it('scales the distance from the mean of the channel, within value_range', () => {
    fc.assert(
      fc.property(pixels, fc.double({ min: 0, max: 2, noNaN: true }), ([shape, data], factor) => {
        const options = { factor: 1, value_range: [10, 200] };
        const found = changed(given(step('RandomContrast', options), [factor]), shape, data);
        const channels = shape[2];
        const count = data.length / channels;
        const means = Array.from({ length: channels }, (_, c) =>
          data.reduce((sum, value, i) => (i % channels === c ? sum + value / count : sum), 0),
        );
        found.forEach((value, i) => {
          const mean = means[i % channels]!;
          const expected = Math.min(200, Math.max(10, (data[i]! - mean) * factor + mean));
          expect(Math.abs(value - expected)).toBeLessThan(0.01);
        });
      }),
    );
  });
});

describe('RandomCrop', () => {
  it('cuts a window out of the image', () => {
    fc.assert(
      fc.property(pixels, fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20), ([shape, data], a, b, c, d) => {
        const [rows, columns] = shape;
        const [height, width] = [1 + (a % rows), 1 + (b % columns)];
        const [top, left] = [c % (rows - height + 1), d % (columns - width + 1)];
        const found = changed(given(step('RandomCrop', { height, width }), [top, left]), shape, data);
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            expect(at(found, [height, width, shape[2]], y, x)).toEqual(at(data, shape, top + y, left + x));
      }),
    );
  });

  it('can begin at every place and no other', () => {
    const { part, options } = step('RandomCrop', { height: 4, width: 6 });
    const seen = new Set<string>();
    for (let i = 0; i < 64; i++)
      for (let j = 0; j < 64; j++) {
        const numbers = [i / 64, j / 64];
        seen.add(String(part.draw(options, [6, 9, 1], () => numbers.shift()!)));
      }
    expect(seen.size).toBe(3 * 4);
    expect([...seen].sort()[0]).toBe('0,0');
    expect([...seen].sort().at(-1)).toBe('2,3');
  });
});
