import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Constraint, parseConstraint } from '../../src/sweeps/constraint.js';

const holds = (text: string, values: { readonly [path: string]: unknown }) => {
  const read = parseConstraint(text);
  if (typeof read === 'string') throw new Error(read);
  return read.holds(new Map(Object.entries(values)));
};

test.each([
  ['training.batch_size * architecture[1].Dense.units <= 8192', true],
  ['training.batch_size*architecture[1].Dense.units <= 8191', false],
  ['architecture[1].Dense.units > 2 * (training.batch_size - 1)', true],
  ['-1 + training.batch_size / 2 == 31', true],
  ['training.batch_size != 64', false],
  ['1e2 >= architecture.h-1.units', true],
])('%s: %s', (text, wanted) => {
  const values = {
    'training.batch_size': 64,
    'architecture[1].Dense.units': 128,
    'architecture.h-1.units': 1,
  };
  expect(holds(text, values)).toBe(wanted);
});

test('one on a parameter that plays no part is met', () => {
  expect(holds('a < 1', {})).toBe(true);
  expect(holds('a < 1', { a: 'text' })).toBe(true);
  expect((parseConstraint('a + b < c * 2') as Constraint).paths).toEqual(['a', 'b', 'c']);
});

describe('what is no constraint is told', () => {
  test.each([
    ['', 'found the end, expected a parameter or a number'],
    ['a', 'found the end, expected a comparison'],
    ['a < ', 'found the end, expected a parameter'],
    ['a < 1 < 2', 'found `<`, expected the end'],
    ['(a < 1', 'found `<`, expected `)`'],
    ['a ? b', 'found "? b", expected a parameter'],
    ['* < 1', 'found `*`, expected a parameter'],
    ['('.repeat(1000), 'nested too deeply'],
  ])('%s', (text, message) => {
    expect(parseConstraint(text)).toContain(message);
  });

  test('whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseConstraint(text);
        if (typeof read !== 'string') read.holds(new Map());
      }),
    );
  });
});
