import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../src/arrays.js';
import { augmentedSpec } from '../../src/augmentations/chain.js';
import { augmentations } from '../../src/augmentations/index.js';
import { Stream } from '../../src/random.js';
import { Augmenter } from '../../src/training/augment/augmenter.js';
import { augmented, changed, given, OPTIONS, step } from './support.js';

const ROWS = 7;

/** Images of bytes that differ from row to row. */
function bytes(shape: readonly number[], rows = ROWS): NDArray<Uint8Array> {
  const stream = new Stream(1, 'images', ...shape);
  const size = shape.reduce((product, axis) => product * axis, rows);
  return {
    shape: [rows, ...shape],
    dtype: 'uint8',
    data: Uint8Array.from({ length: size }, () => stream.below(256)),
  };
}

it('there are options for every augmentation', () => {
  expect(augmentations.map(({ name }) => name)).toEqual(Object.keys(OPTIONS));
});

describe.each(Object.entries(OPTIONS))('%s', (name, options) => {
  const steps = [step(name, options)];
  const images = bytes([9, 11, 3]);

  it('gives the same for the same seed, epoch and row, and nothing else', () => {
    const one = augmented(steps, images);
    expect(augmented(steps, images)).toEqual(one);
    expect(augmented(steps, images, { epoch: 2 })).not.toEqual(one);
    expect(augmented(steps, images, { seed: 1 })).not.toEqual(one);
  });

  it.each([1, 2, 5])('does not depend on the batch size: %i', (batch) => {
    expect(augmented(steps, images, { batch })).toEqual(augmented(steps, images));
  });

  it('does not depend on the order of the rows', () => {
    const all = augmented(steps, images);
    const width = all.length / ROWS;
    const augmenter = new Augmenter(steps, { shape: [9, 11, 3], dtype: 'uint8' }, ROWS, 0);
    augmenter.begin(1);
    augmenter.fill(images, Int32Array.of(6, 2, 2, 0), 1, 3);
    const expected = [2, 2, 0].flatMap((row) => [...all.subarray(row * width, (row + 1) * width)]);
    expect([...augmenter.batch.subarray(0, 3 * width)]).toEqual(expected);
  });

  it('says which shape it gives, without channels where there are none', () => {
    for (const shape of [
      [9, 11],
      [9, 11, 1],
      [9, 11, 3],
    ]) {
      const spec = augmentedSpec(steps, { shape, dtype: 'uint8' });
      expect(spec.dtype).toBe('float32');
      expect(spec.shape).toHaveLength(shape.length);
      const size = spec.shape.reduce((product, axis) => product * axis, ROWS);
      expect(augmented(steps, bytes(shape))).toHaveLength(size);
    }
  });

  it('takes an image without channels for one of one channel', () => {
    const { data } = bytes([9, 11]);
    const plain = augmented(steps, { shape: [ROWS, 9, 11], dtype: 'uint8', data });
    expect(augmented(steps, { shape: [ROWS, 9, 11, 1], dtype: 'uint8', data })).toEqual(plain);
  });

  it('takes bytes, integers and floats alike, and leaves them alone', () => {
    const { shape, data } = images;
    const before = data.slice();
    const found = augmented(steps, images);
    expect(data).toEqual(before);
    expect(augmented(steps, { shape, dtype: 'int32', data: Int32Array.from(data) })).toEqual(found);
    expect(augmented(steps, { shape, dtype: 'float32', data: Float32Array.from(data) })).toEqual(found);
  });

  it('draws from the stream of its seed, place, epoch and row', () => {
    const { part, options: all } = steps[0]!;
    const stream = new Stream(5, 'augment', 1, 4, 3);
    const drawn = part.draw(all, [9, 11, 3], () => stream.uniform());
    const { data } = images;
    // Behind a step that changes nothing, in epoch 4, row 3.
    const still = step('RandomTranslation', { height_factor: 0, width_factor: 0 });
    const found = augmented([still, ...steps], images, { seed: 5, epoch: 4 });
    const width = found.length / ROWS;
    const size = 9 * 11 * 3;
    expect(changed(given(steps[0]!, drawn), [9, 11, 3], data.subarray(3 * size, 4 * size))).toEqual(
      found.subarray(3 * width, 4 * width),
    );
  });

  it('needs images', () => {
    for (const shape of [[], [5], [2, 3, 4, 5]])
      expect(() => augmentedSpec(steps, { shape, dtype: 'float32' })).toThrow(/needs images, .* but found /);
  });

  it('gives finite numbers within the range of the image, whatever its size', () => {
    const size = fc.integer({ min: 1, max: 13 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: 1, max: 9 }),
        fc.nat(100),
        (height, width, channels, seed) => {
          const found = augmented(steps, bytes([height, width, channels]), { seed, batch: 3 });
          expect(found.every((value) => value >= -1e-3 && value <= 255.001)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('refuses a batch that no memory can hold', () => {
  const build = () =>
    new Augmenter([step('RandomFlip', {})], { shape: [1000, 1000, 3], dtype: 'uint8' }, 400, 0);
  expect(build).toThrow(/training.batch_size: 400 augmented images need 4.5 GiB .* at most 4 GiB/);
});

describe('one after the other', () => {
  it('every step sees what the one before it made', () => {
    const images = bytes([9, 11, 3]);
    const crop = step('RandomCrop', OPTIONS.RandomCrop!);
    const contrast = step('RandomContrast', OPTIONS.RandomContrast!);
    const half = augmented([crop], images);
    const { part, options } = contrast;
    const whole = augmented([crop, contrast], images);
    const width = half.length / ROWS;
    for (let row = 0; row < ROWS; row++) {
      const stream = new Stream(0, 'augment', 1, 1, row);
      const drawn = part.draw(options, [6, 7, 3], () => stream.uniform());
      const cut = half.subarray(row * width, (row + 1) * width);
      expect(changed(given(contrast, drawn), [6, 7, 3], cut)).toEqual(
        whole.subarray(row * width, (row + 1) * width),
      );
    }
  });
});
