import { expect, test } from 'vitest';
import { dateAfter, makeId, parseId } from '../../src/runs/id.js';

const now = new Date('2026-11-22T12:00:00.700Z');
const hash = 'ab'.repeat(32);
const idAt = (text: string) => makeId(new Date(text), 'mlp', hash);

test('the id of a new run is later than those before it, though the clock was set back an hour', () => {
  const ids = [idAt('2026-11-22T13:00:00Z'), idAt('2026-11-22T11:00:00Z'), 'no run'];
  const date = dateAfter(ids, now);
  expect(date).toEqual(new Date('2026-11-22T13:00:01Z'));
  const next = dateAfter([...ids, makeId(date, 'mlp', hash)], now);
  expect(parseId(makeId(next, 'mlp', hash))!.time).toBe('20261122T130002Z');
});

test.each([[[]], [[idAt('2026-11-22T12:00:00Z')]], [[idAt('2031-01-01T00:00:00Z')]]])(
  'else it is now: %j',
  (ids) => {
    expect(dateAfter(ids, now)).toEqual(now);
  },
);
