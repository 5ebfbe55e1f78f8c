import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { parseExperiment } from '../../src/experiment/index.js';
import { judge } from '../../src/runs/expect.js';

const text = (expected: string) => `name: small
data: {dataset: mnist}
architecture: [{Dense: {units: 10}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
expect:
  test.loss: ${expected}
`;
const parse = (expected: string, overrides: string[] = []) =>
  parseExperiment(text(expected), { file: 'a.yaml', folder: '/', overrides });

describe('a tolerance in expect', () => {
  test.each([
    ['{tolerance: 0.01}', 0.01],
    ['{tolerance: 0}', 0],
    ['{tolerance: {absolute: 0.01}, min: 0}', { absolute: 0.01 }],
    ['{tolerance: {relative: 2}, max: 1}', { relative: 2 }],
    ['{tolerance: {deviations: 3}}', { deviations: 3 }],
  ])('%s', (written, tolerance) => {
    const { value } = parse(written);
    expect(value.expect['test.loss']!.tolerance).toEqual(tolerance);
  });

  test('changes no number of a run, and so no hash', () => {
    expect(parse('{tolerance: {relative: 0.1}}').hash).toBe(parse('{max: 1}').hash);
  });

  test('is set by an override', () => {
    const { value } = parse('{max: 1}', ['expect.test.loss.tolerance.deviations=2']);
    expect(value.expect).toEqual({ 'test.loss': { max: 1, tolerance: { deviations: 2 } } });
  });

  test('alone expects nothing of a run', () => {
    const final = { test: { loss: 3 } };
    expect(judge(parse('{tolerance: 1}').value.expect, final)).toEqual([]);
    expect(judge(parse('{tolerance: 1, max: 2}').value.expect, final)).toMatchObject([
      { max: 2, pass: false },
    ]);
  });

  test.each([
    [
      '{tolerance: -1}',
      /^a\.yaml:7:26: expect\.test\.loss\.tolerance: found -1, expected a number >= 0, or a map/,
    ],
    ['{tolerance: much}', /found the text `much`/],
    ['{tolerance: {}}', /found an empty map/],
    ['{tolerance: {deviation: 3}}', /unknown key `deviation`\n[\s\S]*did you mean `deviations`\?/],
    [
      '{tolerance: {absolute: 1, relative: 1}}',
      /tolerance: found absolute and relative, expected one of them/,
    ],
    ['{tolerance: {relative: -0.1}}', /found -0\.1, expected a number >= 0/],
    ['{min: 2, max: 1}', /found min 2 above max 1, which nothing can meet/],
  ])('%s is refused', (written, message) => {
    expect(() => parse(written)).toThrow(UserError);
    expect(() => parse(written)).toThrow(message);
  });
});
