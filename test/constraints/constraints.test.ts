import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constraints } from '../../src/constraints/index.js';
import type { Options } from '../../src/experiment/part.js';
import { keras, row, type Saved, uncovered } from '../support/keras.js';

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly before: Saved;
  readonly after: Saved;
}

const cases = keras<Case[]>('constraints');

function projected(name: string, given: Options, values: readonly number[], shape: readonly number[]) {
  const { part, options } = row(constraints, name, given);
  const held = Float32Array.from(values);
  part.project(options as never, held, shape);
  return [...held];
}

const misfit = (name: string, given: Options, shape: readonly number[]) => {
  const { part, options } = row(constraints, name, given);
  return part.misfit?.(options as never, shape);
};

describe('weights are held to constraints as by Keras', () => {
  it('every constraint has a case', () => {
    expect(uncovered(constraints, cases)).toEqual([]);
  });

  it.each(cases)('$name $options of $before.shape', ({ name, options, before, after }) => {
    expect(misfit(name, options, before.shape)).toBeUndefined();
    const found = projected(name, options, before.data, before.shape);
    for (const [i, expected] of after.data.entries()) {
      expect(Math.abs(found[i]! - expected), `value ${i}: ${found[i]}, Keras has ${expected}`).toBeLessThan(
        1e-6 * Math.abs(expected) + 1e-12,
      );
    }
    if (options.rate !== 0) expect(after.data).not.toEqual(before.data);
  });
});

it('norms of groups are those of the options, whatever the axes', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  const numbers = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 256, maxLength: 256 });
  fc.assert(
    fc.property(shapes, numbers, fc.nat(15), (shape, numbers, bits) => {
      const axes = shape.map((_, i) => i).filter((i) => bits & (1 << i));
      if (axes.length === 0) axes.push(0);
      const size = shape.reduce((product, n) => product * n, 1);
      const values = numbers.slice(0, size);
      const found = projected('max_norm', { max_value: 3, axis: axes }, values, shape);
      const groups = new Map<string, { before: number; after: number }>();
      for (let i = 0; i < size; i++) {
        let rest = i;
        const place = shape.map((_, axis) => {
          const stride = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
          const at = Math.floor(rest / stride);
          rest %= stride;
          return axes.includes(axis) ? 0 : at;
        });
        const group = groups.get(place.join()) ?? { before: 0, after: 0 };
        groups.set(place.join(), group);
        group.before += Math.fround(values[i]!) ** 2;
        group.after += found[i]! ** 2;
      }
      for (const { before, after } of groups.values()) {
        const expected = Math.min(Math.sqrt(before), 3);
        expect(Math.sqrt(after)).toBeGreaterThanOrEqual(expected * (1 - 1e-5) - 1e-7);
        expect(Math.sqrt(after)).toBeLessThanOrEqual(expected * (1 + 1e-5));
      }
    }),
  );
});

it.each(constraints.map(({ name }) => name))('%s lets NaN through', (name) => {
  const found = projected(name, {}, [Number.NaN, 1, 1, 1], [2, 2]);
  expect(found[0]).toBeNaN();
  expect(found[1]).not.toBeNaN();
});

it.each([
  ['max_norm', { axis: 2 }, [5, 4], /found axis 2 for a weight of shape \[5,4\], expected -2 to 1/],
  ['unit_norm', { axis: [0, -3] }, [5, 4], /found axis -3/],
  ['unit_norm', { axis: [0, -2] }, [5, 4], /found axis \[0,-2\], which .* names the same one twice/],
  ['unit_norm', {}, [], /which has no axes/],
  ['min_max_norm', { min_value: 2 }, [5, 4], /found min_value 2 above max_value 1: make it/],
] as const)('%s %o does not fit %o', (name, options, shape, message) => {
  expect(misfit(name, options, shape)).toMatch(message);
});
