import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contour } from '../../../src/sweeps/analysis/contour.js';
import { front } from '../../../src/sweeps/analysis/front.js';
import { history } from '../../../src/sweeps/analysis/history.js';
import type { Objective } from '../../../src/sweeps/file/sweep.js';
import type { Space } from '../../../src/sweeps/space.js';
import { dimension } from '../support.js';
import { outcomes } from './support.js';

const SPACE: Space = {
  dimensions: [
    dimension('optimizer', 'categorical', { values: ['adam', 'sgd'] }),
    dimension('momentum', 'uniform', { min: 0, max: 1 }, { optimizer: ['sgd'] }),
    dimension('rate', 'log_uniform_values', { min: 1e-4, max: 1e-2 }),
    dimension('epochs', 'constant', { value: 3 }),
  ],
  constraints: [],
};
const TRIALS = outcomes([
  { values: { optimizer: 'adam', rate: 1e-3, epochs: 3 }, objective: 0.5 },
  { values: { optimizer: 'sgd', momentum: 0.25, rate: 1e-4, epochs: 3 }, objective: 0.25 },
  { values: { optimizer: 'adam', rate: 1e-2, epochs: 3 }, objective: null },
  { values: { optimizer: 'sgd', momentum: 0.75, rate: 1e-2, epochs: 3 }, objective: 0.75 },
  { values: { optimizer: 'adam', rate: 1e-4, epochs: 3 }, objective: 0.25 },
]);

describe('contour', () => {
  const places = Array.from({ length: 400 }, (_, i) => [
    (i % 20) / 20 + 0.025,
    Math.floor(i / 20) / 20 + 0.025,
  ]);
  const space: Space = {
    dimensions: ['x', 'y', 'z'].map((path) => dimension(path, 'uniform', { min: 0, max: 1 })),
    constraints: [],
  };
  const trials = outcomes(
    places.map(([x, y], i) => ({ values: { x, y, z: (i * 0.618) % 1 }, objective: 3 * x! + 10 * y! })),
  );

  test('is the function itself where trials are dense', () => {
    const { x, y, mean, points } = contour(space, trials, ['x', 'y'], 0, 10)!;
    expect(points).toHaveLength(400);
    expect(x.values).toEqual(x.places);
    for (const [j, row] of mean.entries()) {
      for (const [i, value] of row.entries()) {
        expect(Math.abs(value - (3 * x.places[i]! + 10 * y.places[j]!))).toBeLessThan(0.7);
      }
    }
  });

  test('has a column for each item of a list', () => {
    const found = contour(SPACE, TRIALS, ['optimizer', 'rate'], 0, 5)!;
    expect(found.x.values).toEqual(['adam', 'sgd']);
    expect(found.mean.map((row) => row.length)).toEqual([2, 2, 2, 2, 2]);
    expect(found.points.map(({ number }) => number)).toEqual([0, 1, 3, 4]);
  });

  test('is of two parameters that are there', () => {
    expect(contour(SPACE, TRIALS, ['optimizer', 'epochs'])).toBeUndefined();
    expect(contour(SPACE, TRIALS, ['rate', 'rate'])).toBeUndefined();
    expect(contour(SPACE, TRIALS, ['rate', 'elsewhere'])).toBeUndefined();
    expect(contour(SPACE, TRIALS.slice(0, 3), ['rate', 'optimizer'])).toBeUndefined();
  });
});

test('history: the best so far, in both directions', () => {
  expect(history(TRIALS, 'minimize')).toEqual([
    { number: 0, objective: 0.5, best: 0.5 },
    { number: 1, objective: 0.25, best: 0.25 },
    { number: 3, objective: 0.75, best: 0.25 },
    { number: 4, objective: 0.25, best: 0.25 },
  ]);
  expect(history(TRIALS, 'maximize').map(({ best }) => best)).toEqual([0.5, 0.5, 0.75, 0.75]);
});

describe('front', () => {
  const objectives: Objective[] = [
    { name: 'val_accuracy', goal: 'maximize' },
    { name: 'loss', goal: 'minimize' },
  ];

  test('holds exactly the trials that no other is better than', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(pair), (all) => {
        const trials = outcomes(all.map(() => ({ values: {}, objective: 0 }))).map((trial, i) => ({
          ...trial,
          objectives: all[i]!,
        }));
        const isBeaten = ([a, b]: readonly number[]) =>
          all.some(([c, d]) => c >= a! && d <= b! && (c > a! || d < b!));
        const expected = trials.filter((trial) => !isBeaten(trial.objectives));
        const found = front(trials, objectives);
        expect([...found].sort((a, b) => a.number - b.number)).toEqual(expected);
        const firsts = found.map((trial) => trial.objectives[0]!);
        expect(firsts).toEqual([...firsts].sort((a, b) => b - a));
      }),
    );
  });

  test('has no place for what is not measured or not completed', () => {
    const [one, two] = outcomes([
      { values: {}, objective: 1 },
      { values: {}, objective: 2 },
    ]);
    const trials = [
      { ...one!, objectives: [1, null] },
      { ...two!, status: 'stopped' as const, objectives: [2, 0] },
    ];
    expect(front(trials, objectives)).toEqual([]);
    expect(front(outcomes([{ values: {}, objective: 1 }]), objectives.slice(0, 1))).toHaveLength(1);
  });
});
