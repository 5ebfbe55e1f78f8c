import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { LOCK, lockFolder } from '../../src/disk/lock.js';
import { isGone, thisProcess } from '../../src/disk/process.js';
import { bundleChild } from '../runs/bundle.js';
import { temporaryFolder } from '../runs/temporary.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** A lock of somebody else. */
const leave = (name: string, holder: object) => writeFileSync(join(folder, name), JSON.stringify(holder));
const gone = { ...thisProcess(), token: 'gone', boot: 'another' };

describe('a lock', () => {
  test('keeps a second writer out and says who has it, until it is released', () => {
    const lock = lockFolder(folder);
    expect(JSON.parse(readFileSync(join(folder, LOCK), 'utf8'))).toMatchObject(thisProcess());
    const busy = expect.objectContaining({
      exitCode: 5,
      message: expect.stringContaining(`is in use: process ${process.pid} writes to it`),
    });
    expect(() => lockFolder(folder)).toThrow(busy);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    lockFolder(folder).release();
    lock.release();
  });

  test('of another machine is never taken: nothing is known of its process', () => {
    leave(LOCK, { ...gone, host: 'elsewhere' });
    expect(() => lockFolder(folder)).toThrow(/process \d+ on elsewhere .*\n.*delete .*lock/);
  });

  test.each([
    ['before the machine started anew', gone],
    ['of a process that has ended', { ...thisProcess(), token: 't', pid: 2 ** 22 + 1 }],
    ['of a pid that is used again', { ...thisProcess(), token: 't', started: '1' }],
    ['that says nothing', {}],
  ])('%s is reclaimed, and nothing else is left', (_what, holder) => {
    leave(LOCK, holder);
    const lock = lockFolder(folder);
    expect(readdirSync(folder)).toEqual([LOCK]);
    expect(JSON.parse(readFileSync(join(folder, LOCK), 'utf8'))).toMatchObject(thisProcess());
    lock.release();
  });

  test('whose follower died on its way is reclaimed', () => {
    leave(LOCK, gone);
    leave('lock.after-gone', { ...gone, token: 'next' });
    lockFolder(folder);
    expect(readdirSync(folder)).toEqual([LOCK]);
  });

  test('whose follower is on its way is not', () => {
    leave(LOCK, gone);
    leave('lock.after-gone', { ...thisProcess(), token: 'next' });
    expect(() => lockFolder(folder)).toThrow(/is in use/);
  });

  test('that was followed is not taken again by one that had seen it dead', () => {
    leave('lock.after-gone', { ...thisProcess(), token: 'late' });
    const lock = lockFolder(folder);
    expect(readdirSync(folder)).toEqual([LOCK]);
    lock.release();
  });
});

test('of processes that race, die and leave their locks, never two hold one', async () => {
  const child = await bundleChild('../disk/lock-child.ts');
  const inside = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const ends: (number | string)[] = [];
  const race = async (first: number) => {
    for (let seed = first; seed < first + 4; seed++) {
      const worker = spawn(process.execPath, [child, folder, inside, String(seed)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code, signal] = await once(worker, 'exit');
      ends.push(code ?? signal);
    }
  };
  await Promise.all([0, 100, 200, 300].map(race));
  expect(ends).not.toContain(9);
  expect(ends).not.toContain(1);
  expect(ends).toContain('SIGKILL');
});

test('a process that ended is gone, this one is not', async () => {
  expect(isGone(thisProcess())).toBe(false);
  const child = spawn('sleep', ['60']);
  const mark = { ...thisProcess(), pid: child.pid!, started: '' };
  expect(isGone(mark)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isGone(mark)).toBe(true);
});
