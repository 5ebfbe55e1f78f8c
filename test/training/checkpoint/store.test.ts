import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Stored } from '../../../src/training/checkpoint/format.js';
import { readBest, readNewest, writeBest, writeCheckpoint } from '../../../src/training/checkpoint/store.js';
import { temporaryFolder } from '../../runs/temporary.js';

let folder: string;
beforeEach(() => {
  folder = join(temporaryFolder(), 'checkpoints');
});

const stored = (step: number): Stored => ({
  arrays: new Map([
    [
      'a/kernel',
      { dtype: 'F32', shape: [700], data: Float32Array.from({ length: 700 }, (_, i) => i * step) },
    ],
  ]),
  metadata: new Map([['step', String(step)]]),
});
const write = (step: number, keep = 2) => writeCheckpoint(folder, step, stored(step), keep);
const nameOf = (step: number) => `step-${String(step).padStart(8, '0')}.safetensors`;

/** The step that is read, and what is said about those passed over. */
function newest() {
  const passed: string[] = [];
  const read = readNewest(
    folder,
    ({ metadata }) => Number(metadata.get('step')),
    (text) => passed.push(text),
  );
  if (read) expect(read.value).toBe(read.step);
  return { step: read?.step, passed };
}

describe('checkpoints of a run', () => {
  test('are kept as many as asked for, and the best weights besides', () => {
    for (const step of [1, 2, 9, 10, 100]) write(step);
    writeBest(folder, stored(2));
    expect(readdirSync(folder).sort()).toEqual(['best.safetensors', nameOf(10), nameOf(100)]);
    expect(newest()).toEqual({ step: 100, passed: [] });
    write(10, 1);
    expect(readdirSync(folder).sort()).toEqual(['best.safetensors', nameOf(10)]);
  });

  test('none are there before the first', () => {
    expect(newest()).toEqual({ step: undefined, passed: [] });
    expect(
      readBest(
        folder,
        () => 1,
        () => expect.fail(),
      ),
    ).toBeUndefined();
  });

  test('with a bit flipped or an end cut off at every 64th byte are passed over for the one before', () => {
    write(1);
    write(2);
    const path = join(folder, nameOf(2));
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at += 64) {
      const flipped = Buffer.from(good);
      flipped[at]! ^= 1 << ((at / 64) % 8);
      for (const bytes of [flipped, good.subarray(0, at)]) {
        writeFileSync(path, bytes);
        expect(newest()).toEqual({ step: 1, passed: [expect.stringContaining(path)] });
      }
    }
    writeFileSync(path, good);
    expect(newest().step).toBe(2);
  });

  test('that are no files, or claim more than memory, are passed over without being opened or allocated', () => {
    write(1);
    mkdirSync(join(folder, nameOf(2)));
    writeFileSync(join(folder, nameOf(3)), '');
    truncateSync(join(folder, nameOf(3)), 2 ** 43);
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, nameOf(4))]);
    const { step, passed } = newest();
    expect(step).toBe(1);
    expect(passed.join()).toMatch(/is not a file.*is too large.*is not a file/);
  });

  test('of a run whose folder has vanished are an error, not a new folder', () => {
    const nowhere = join(folder, 'deep');
    expect(() => writeCheckpoint(nowhere, 1, stored(1), 1)).toThrow(
      expect.objectContaining({ exitCode: 4, message: expect.stringContaining('ENOENT') }),
    );
    expect(existsSync(folder)).toBe(false);
  });
});
