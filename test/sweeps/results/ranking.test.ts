import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TRIAL_STATUSES, type Trial } from '../../../src/sweeps/record/record.js';
import { settingsText, varyingOf } from '../../../src/sweeps/results/parameters.js';
import { rank } from '../../../src/sweeps/results/ranking.js';
import { totalsOf } from '../../../src/sweeps/results/totals.js';
import { sweepOf, trialOf } from './made.js';

const measured = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(null));
const goals = fc.array(fc.constantFrom('maximize' as const, 'minimize' as const), {
  minLength: 1,
  maxLength: 3,
});
const sweeps = goals.chain((chosen) =>
  fc
    .array(
      fc.record({
        status: fc.constantFrom(...TRIAL_STATUSES),
        objectives: fc.array(measured, { minLength: chosen.length, maxLength: chosen.length }),
      }),
      { maxLength: 12 },
    )
    .map((trials) =>
      sweepOf(
        trials.map((more, number) => trialOf(number, more)),
        { objectives: chosen.map((goal, i) => ({ name: `m${i}`, goal })) },
      ),
    ),
);

describe('the ranking', () => {
  test('has every trial once', () =>
    fc.assert(
      fc.property(sweeps, (sweep) => {
        const { trials } = rank(sweep);
        expect(trials.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
          sweep.trials.map(({ number }) => number),
        );
      }),
    ));

  test('no two trials stand the wrong way round, by the plain definition', () =>
    fc.assert(
      fc.property(sweeps, (sweep) => {
        const { trials, best } = rank(sweep);
        const { objectives } = sweep.record;
        /** Whether a is better than b in objective i; what was not measured is worst. */
        const better = (a: Trial, b: Trial, i: number) => {
          const [x, y] = [a.objectives[i] ?? null, b.objectives[i] ?? null];
          if (x === null || y === null) return x !== null && y === null;
          return objectives[i]!.goal === 'maximize' ? x > y : x < y;
        };
        const order = ['completed', 'stopped', 'running', 'waiting', 'failed'];
        for (const [i, a] of trials.entries()) {
          for (const b of trials.slice(i + 1)) {
            const [here, there] = [best.includes(a.number), best.includes(b.number)];
            if (here !== there) expect(here).toBe(true);
            else if (a.status !== b.status)
              expect(order.indexOf(a.status)).toBeLessThan(order.indexOf(b.status));
            else expect(better(b, a, 0)).toBe(false);
          }
        }
        const known = sweep.trials.filter(
          ({ status, objectives: found }) => status === 'completed' && found.every((one) => one !== null),
        );
        const all = objectives.map((_, i) => i);
        const unbeaten = known.filter(
          (a) => !known.some((b) => all.every((i) => !better(a, b, i)) && all.some((i) => better(b, a, i))),
        );
        const numbers = unbeaten.map(({ number }) => number);
        if (objectives.length === 1) expect(best).toEqual(numbers.slice(0, 1));
        else expect([...best].sort((a, b) => a - b)).toEqual(numbers);
      }),
    ));
});

test('totals count what there is', () => {
  const trials = [
    trialOf(0, { epochs: 2, seconds: 1.5 }),
    trialOf(1, { status: 'stopped', epochs: 1, seconds: null }),
    trialOf(2, { status: 'waiting', epochs: 0, seconds: null }),
  ];
  expect(totalsOf(trials)).toEqual({
    counts: { completed: 1, stopped: 1, waiting: 1, running: 0, failed: 0 },
    epochs: 3,
    seconds: 1.5,
  });
});

test('parameters that differ have names as short as tell them apart', () => {
  const trials = [1, 2].map((units) =>
    trialOf(units - 1, {
      values: {
        'architecture[0].Dense.units': units,
        'architecture[1].Dense.units': units * 12345,
        'optimizer.adam.learning_rate': units / 3,
        'training.epochs': 3,
        ...(units === 2 && { 'data.limit.train': 600 }),
      },
    }),
  );
  const varying = varyingOf(sweepOf(trials));
  expect(varying.map(({ name }) => name)).toEqual([
    'architecture[0].Dense.units',
    'architecture[1].Dense.units',
    'learning_rate',
    'train',
  ]);
  expect(settingsText(trials[1]!, varying.slice(1))).toBe(
    'architecture[1].Dense.units=24690, learning_rate=0.6667, train=600',
  );
  expect(settingsText(trials[0]!, varying.slice(3))).toBe('');
});
