import { expect, test } from 'vitest';
import { createRecord } from '../../src/runs/index.js';
import { startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

/** Ids of runs that one process begins when the calendar and the monotonic clock say so (s). */
async function idsAt(runsDir: string, ...moments: readonly (readonly [string, number])[]) {
  const ids: string[] = [];
  for (const [time, seconds] of moments) {
    const clock = { date: new Date(`2026-11-22T${time}Z`), tick: 1000 * seconds };
    const writer = await createRecord(runsDir, startOf('mlp', { clock }));
    await writer.finish({ status: 'completed' });
    ids.push(writer.id.split('-')[0]!);
  }
  return ids;
}

test('runs that one process begins have the dates of its clock', async () => {
  const ids = await idsAt(temporaryFolder(), ['12:00:00', 5], ['12:00:01', 6.2], ['13:00:01', 3606]);
  expect(ids).toEqual(['20261122T120000Z', '20261122T120001Z', '20261122T130001Z']);
});

test('or are later than those before it, where that was set back meanwhile, and again', async () => {
  const ids = await idsAt(
    temporaryFolder(),
    ['12:00:00', 5],
    ['11:00:02', 7],
    ['11:00:03', 8],
    ['12:30:00', 5397],
    ['12:30:02', 5399],
  );
  expect(ids).toEqual([
    '20261122T120000Z',
    '20261122T120001Z',
    '20261122T120002Z',
    '20261122T123000Z',
    '20261122T123002Z',
  ]);
});

test('or later than those that another clock has left', async () => {
  const runsDir = temporaryFolder();
  await idsAt(runsDir, ['12:00:00', 5]);
  const ids = await idsAt(runsDir, ['11:59:00', 9], ['11:59:30', 39]);
  expect(ids).toEqual(['20261122T120001Z', '20261122T120002Z']);
});
