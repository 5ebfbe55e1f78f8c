import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortPaths } from '../../../src/sweeps/naming.js';
import { SweepState } from '../../../src/sweeps/progress/state.js';
import { duration, endedLine, tableLines } from '../../../src/sweeps/progress/text.js';
import type { SweepRecord, Trial } from '../../../src/sweeps/record/record.js';

const objective = { name: 'val_accuracy', goal: 'maximize' } as const;
const record = {
  id: 'sweep-20260101T000000Z-x-00000000',
  workers: 2,
  objectives: [objective],
  zip: [],
  parameters: {
    'optimizer.adam.learning_rate': { min: 1e-4, max: 1 },
    'training.batch_size': { values: [32, 64] },
    'training.epochs': { value: 3 },
  },
} as unknown as SweepRecord;

const trial = (number: number, more: Partial<Trial> = {}): Trial => ({
  number,
  index: number,
  values: { 'optimizer.adam.learning_rate': 0.00123456, 'training.batch_size': 64, 'training.epochs': 3 },
  experiment_hash: 'x',
  from: null,
  status: 'running',
  run: null,
  data_hash: null,
  attempts: 0,
  epochs: 0,
  objectives: [],
  seconds: null,
  error: null,
  ...more,
});

const done = (number: number, accuracy: number | null, status: Trial['status'] = 'completed') =>
  trial(number, { status, objectives: [accuracy], epochs: 3, seconds: 1.25 });

function started(cap = 10, now = () => 0): SweepState {
  const state = new SweepState(now);
  state.start({ folder: 'f', record, trials: [], cap });
  return state;
}

describe('the table', () => {
  test('has counts, the best, and what goes on', () => {
    let now = 0;
    const state = started(10, () => now);
    for (const [number, accuracy] of [0.5, 0.9, 0.7].entries()) {
      state.began(trial(number), { epochs: 3, done: 0 });
      state.ended(done(number, accuracy));
    }
    state.ended(done(3, 0.1, 'stopped'));
    state.ended(trial(4, { status: 'failed', error: { message: 'NaN', exit_code: 3 } }));
    now = 10_000;
    state.began(trial(5), { epochs: 3, done: 0 });
    state.epoch(trial(5), 2, { val_accuracy: 0.8765432, loss: 1 });
    expect(tableLines(state, 200)).toEqual([
      // Five trials in ten seconds: five more take ten.
      '5/10 trials  1 running  3 done  1 stopped  1 failed  about 10 s left',
      'best #1  val_accuracy 0.9  learning_rate=0.001235  batch_size=64',
      '     #2  val_accuracy 0.7  learning_rate=0.001235  batch_size=64',
      '     #0  val_accuracy 0.5  learning_rate=0.001235  batch_size=64',
      '  >  #5  epoch 2/3  val_accuracy 0.8765  learning_rate=0.001235  batch_size=64',
      '',
    ]);
  });

  test('always has as many lines, none wider than the terminal', () => {
    const step = fc.record({
      number: fc.nat(20),
      what: fc.constantFrom('began', 'epoch', 'completed', 'stopped', 'failed', 'waiting'),
      value: fc.oneof(fc.constant(null), fc.double({ noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 10, max: 120 }), (steps, width) => {
        const state = started(Infinity);
        for (const { number, what, value } of steps) {
          if (what === 'began') state.began(trial(number), { epochs: 3, done: 0 });
          else if (what === 'epoch') state.epoch(trial(number), 1, { val_accuracy: value });
          else state.ended(done(number, value, what as Trial['status']));
          const lines = tableLines(state, width);
          expect(lines).toHaveLength(1 + 3 + 2);
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
          expect(lines.join()).not.toContain('NaN');
        }
      }),
    );
  });
});

test('the line of a trial says what it came to, and why it failed', () => {
  const varying = ['optimizer.adam.learning_rate'];
  expect(endedLine(done(7, 0.98123), [objective], true, varying)).toBe(
    '#7 completed  val_accuracy 0.9812 (best so far)  learning_rate=0.001235  3 epochs  1.3 s',
  );
  const failed = trial(8, { status: 'failed', error: { message: 'NaN\nmore', exit_code: 3 }, epochs: 1 });
  expect(endedLine(failed, [objective], false, varying)).toBe(
    '#8 failed  learning_rate=0.001235  1 epoch  NaN',
  );
});

test('paths are as short as tells them apart', () => {
  expect([...shortPaths(['a.b.units', 'a.c.units', 'x.rate', 'seed'])]).toEqual([
    ['a.b.units', 'b.units'],
    ['a.c.units', 'c.units'],
    ['x.rate', 'rate'],
    ['seed', 'seed'],
  ]);
});

test.each([
  [0.2, '1 s'],
  [89, '89 s'],
  [120, '2 min'],
  [7800, '2 h 10 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
