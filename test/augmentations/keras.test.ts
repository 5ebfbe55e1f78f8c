import { describe, expect, it } from 'vitest';
import type { ImageShape } from '../../src/augmentations/augmentation.js';
import { evaluateAll } from '../../src/augmentations/chain.js';
import { augmentations } from '../../src/augmentations/index.js';
import type { Options } from '../../src/experiment/part.js';
import { Stream } from '../../src/random.js';
import { keras, tf, uncovered } from '../support/keras.js';
import { changed, given, step } from './support.js';

interface Case {
  readonly kind: 'case';
  readonly name: string;
  readonly options: Options;
  readonly drawn: number[];
  readonly image: ImageShape;
  readonly shape: ImageShape;
  readonly data: number[];
}
interface Evaluation {
  readonly kind: 'evaluate';
  readonly options: Options;
  readonly image: ImageShape;
  readonly data: number[];
}
interface Law {
  readonly kind: 'law';
  readonly name: string;
  readonly options: Options;
  readonly least: number[];
  readonly greatest: number[];
  readonly mean: number[];
}

const [first, ...others] =
  keras<[{ images: Record<string, number[]> }, ...(Case | Evaluation | Law)[]]>('augmentations');
const of = <K extends string>(kind: K) =>
  others.filter((one): one is Extract<typeof one, { kind: K }> => one.kind === kind);
const image = (shape: ImageShape) => first.images[shape.join('x')]!;

/** 1e-4 of the range of the values, which is 0..255. */
const LIMIT = 0.0255;

function expectPixels(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  const wrong = expected.flatMap((value, i) =>
    Math.abs(found[i]! - value) <= LIMIT ? [] : [`${i}: ${found[i]}, not ${value}`],
  );
  expect(wrong).toEqual([]);
}

it('has cases for every augmentation', () => {
  expect(uncovered(augmentations, of('case'))).toEqual([]);
  expect(uncovered(augmentations, of('law'))).toEqual([]);
});

describe('does to an image what Keras does', () => {
  it.each(of('case'))('$name $options by $drawn on $image', (one) => {
    const chosen = step(one.name, one.options);
    expect(chosen.part.shape(chosen.options, one.image)).toEqual(one.shape);
    expectPixels(changed(given(chosen, one.drawn), one.image, image(one.image)), one.data);
  });
});

describe('RandomCrop', () => {
  const crops = of('case').filter(({ name }) => name === 'RandomCrop');

  it('begins where Keras does on images that are too small', () => {
    const fixed = crops.filter(
      ({ options, image: [height, width] }) =>
        (options.height as number) >= height || (options.width as number) >= width,
    );
    expect(fixed.length).toBeGreaterThan(2);
    for (const { options, image: shape, drawn } of fixed) {
      const { part, options: all } = step('RandomCrop', options);
      expect(part.draw(all, shape, () => 0.7)).toEqual(drawn);
    }
  });

  it.each(of('evaluate'))(
    'takes the middle of $image in evaluation: $options',
    ({ options, image: shape, data }) => {
      const found = tf.tidy(() =>
        evaluateAll([step('RandomCrop', options)], tf.tensor(image(shape), [1, ...shape]), tf).dataSync(),
      );
      expectPixels(found, data);
    },
  );
});

describe('draws as Keras does', () => {
  const DRAWS = 4000;

  it.each(of('law'))('$name $options', ({ name, options, least, greatest, mean }) => {
    const { part, options: all } = step(name, options);
    const stream = new Stream(3, 'test');
    const drawn = Array.from({ length: DRAWS }, () => part.draw(all, [10, 20, 1], () => stream.uniform()));
    expect(drawn[0]).toHaveLength(least.length);
    least.forEach((low, i) => {
      const values = drawn.map((numbers) => numbers[i]!);
      const range = greatest[i]! - low;
      expect(Math.abs(Math.min(...values) - low)).toBeLessThanOrEqual(0.01 * range);
      expect(Math.abs(Math.max(...values) - greatest[i]!)).toBeLessThanOrEqual(0.01 * range);
      const average = values.reduce((sum, value) => sum + value, 0) / DRAWS;
      expect(Math.abs(average - mean[i]!)).toBeLessThanOrEqual(0.06 * range);
    });
  });
});
