import { describe, expect, test } from 'vitest';
import { setInPlace } from '../../../src/sweeps/results/in-place.js';

const TEXT = `# What it is for.
name: a # the name

data:
  dataset: mnist
  preprocess: [rescale] # to 0..1
architecture:
  # hidden
  - Flatten
  - Dense: {units: 128, activation: relu}

  - Dense
optimizer: adam # as Keras has it
training: {epochs: 5}
`;

describe('values are set where they stand', () => {
  test('with comments, blank lines and order as they were', () => {
    const set = setInPlace(TEXT, [
      { path: ['name'], value: 'b' },
      { path: ['architecture', 1, 'Dense', 'units'], value: 32 },
      { path: ['optimizer', 'adam', 'learning_rate'], value: 0.001 },
      { path: ['optimizer', 'adam', 'beta_1'], value: 1e-7 },
      { path: ['training', 'batch_size'], value: 'full' },
      { path: ['data', 'limit', 'train'], value: 600 },
      { path: ['architecture', 2, 'Dense', 'units'], value: 10 },
    ]);
    expect(set).toBe(`# What it is for.
name: b # the name

data:
  dataset: mnist
  preprocess: [rescale] # to 0..1
  limit: {train: 600}
architecture:
  # hidden
  - Flatten
  - Dense: {units: 32, activation: relu}

  - Dense: {units: 10}
optimizer: {adam: {learning_rate: 0.001, beta_1: 1e-7}} # as Keras has it
training: {epochs: 5, batch_size: full}
`);
  });

  test('lists and maps are replaced as a whole; long ones get a line for each item', () => {
    const layers = Array.from({ length: 4 }, () => ({ Dense: { units: 64, activation: 'relu' } }));
    const set = setInPlace(TEXT, [
      { path: ['data', 'preprocess'], value: ['standardize'] },
      { path: ['architecture'], value: layers },
    ]);
    expect(set).toContain('  preprocess: [standardize] # to 0..1\n');
    expect(set).toContain('architecture:\n  - Dense: {units: 64, activation: relu}\n  - Dense:');
  });

  test('lists stay as far in as they were, and braces as wide', () => {
    const set = setInPlace('name: a\nmetrics:\n- accuracy\ntraining: { epochs: 1 }\n', [
      { path: ['training', 'epochs'], value: 2 },
    ]);
    expect(set).toBe('name: a\nmetrics:\n- accuracy\ntraining: { epochs: 2 }\n');
  });

  test('text that would be read as something else is quoted, and other kinds are not', () => {
    const set = setInPlace('name: a\nx: "1"\n', [
      { path: ['name'], value: 'true' },
      { path: ['x'], value: 0.5 },
      { path: ['y'], value: null },
    ]);
    expect(set).toBe('name: "true"\nx: 0.5\ny: null\n');
  });

  test('not where one value stands in two places, or where there is no map', () => {
    expect(setInPlace('a: &x {b: 1}\nc: *x\n', [{ path: ['a', 'b'], value: 2 }])).toBeUndefined();
    expect(setInPlace('- a\n', [{ path: [0], value: 2 }])).toBeUndefined();
  });
});
