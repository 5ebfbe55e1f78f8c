import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Lease, Shared } from '../../src/engines/shared.js';

const KEYS = ['a', 'b', 'c', 'd', 'large'];
const MOST = 2;

function bench() {
  const alive = new Set<string>();
  let made = 0;
  const shared = new Shared<string>({
    most: MOST,
    isKept: (value) => !value.startsWith('large'),
    dispose: async (value) => {
      expect(alive.delete(value)).toBe(true);
    },
  });
  const make = (key: string) => async () => {
    const value = `${key} ${made++}`;
    alive.add(value);
    return value;
  };
  return { alive, take: (key: string) => shared.take(key, make(key)) };
}

test('what is in use is alive and the same for all; of the rest, the latest are', async () => {
  const step = fc.record({ key: fc.constantFrom(...KEYS), give: fc.nat({ max: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { alive, take } = bench();
      const held: Lease<string>[] = [];
      const idle: string[] = [];
      for (const { key, give } of steps) {
        const lease = await take(key);
        expect(lease.value.startsWith(`${key} `)).toBe(true);
        for (const other of held)
          if (other.value.startsWith(`${key} `)) expect(lease.value).toBe(other.value);
        held.push(lease);
        // An idle one is used again.
        if (idle.includes(key)) idle.splice(idle.indexOf(key), 1);
        const [back] = give < held.length ? held.splice(give, 1) : [];
        await back?.release();
        // Twice is as good as once.
        await back?.release();
        const inUse = new Set(held.map(({ value }) => value));
        if (back && !inUse.has(back.value) && !back.value.startsWith('large'))
          idle.push(back.value.split(' ')[0]!);
        while (idle.length > MOST) idle.shift();
        for (const value of inUse) expect(alive.has(value)).toBe(true);
        const rest = [...alive].filter((value) => !inUse.has(value)).map((value) => value.split(' ')[0]);
        expect(rest.sort()).toEqual([...idle].sort());
      }
    }),
  );
});

test('what cannot be made is tried again', async () => {
  const { take } = bench();
  const shared = new Shared<number>({ most: 1, isKept: () => true, dispose: async () => {} });
  const refuse = () => Promise.reject(new Error('no'));
  await expect(Promise.all([shared.take('a', refuse), shared.take('a', refuse)])).rejects.toThrow('no');
  expect((await shared.take('a', async () => 1)).value).toBe(1);
  expect((await take('a')).value).toBe('a 0');
});
