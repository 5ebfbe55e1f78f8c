import { describe, expect, test } from 'vitest';
import type { CheckpointOptions } from '../../../src/experiment/types.js';
import { isDue } from '../../../src/training/checkpoint/schedule.js';

/** Steps of half a second, five of them an epoch: after which ones is a checkpoint written that takes `took`? */
function written(every: CheckpointOptions['every'], seconds: number, took = 0): number[] {
  let last = { at: 0, took: 0 };
  const steps: number[] = [];
  for (let step = 1; step <= seconds * 2; step++) {
    const now = step / 2;
    const kinds = step % 5 === 0 ? (['epoch'] as const) : (['step'] as const);
    for (const kind of kinds) {
      if (!isDue(every, { kind, step, now }, last)) continue;
      steps.push(step);
      last = { at: now, took };
    }
  }
  return steps;
}

describe('a checkpoint is due', () => {
  test.each([
    ['epoch' as const, 6, [5, 10]],
    [{ steps: 4 }, 6, [4, 8, 12]],
    [{ minutes: 0.1 }, 20, [12, 24, 36]],
    [{ steps: 20, minutes: 0.1 }, 13, [12, 20]],
    ['auto' as const, 65, [60, 120]],
  ])('every %j', (every, seconds, steps) => {
    expect(written(every, seconds)).toEqual(steps);
  });

  test('less often where writing takes long: at most a hundredth of the time', () => {
    expect(written('auto', 400, 1)).toEqual([60, 260, 460, 660]);
  });

  test('always at the end', () => {
    for (const every of ['auto', 'epoch', { steps: 7 }, { minutes: 9 }] as const) {
      expect(isDue(every, { kind: 'end', step: 1, now: 0 }, { at: 0, took: 9 })).toBe(true);
    }
  });
});
