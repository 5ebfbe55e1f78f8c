import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/disk/atomic.js';
import { temporaryFolder } from '../runs/temporary.js';

test('pieces of bytes make one file', () => {
  const path = join(temporaryFolder(), 'file');
  writeAtomic(path, [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)]);
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});

test('what cannot be put in its place leaves nothing beside it', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken', 'full'), { recursive: true });
  expect(() => writeAtomic(join(folder, 'taken'), 'text')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('what cannot be written leaves the old file and nothing beside it', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  writeFileSync(path, 'old');
  const broken = [Buffer.from('new'), { length: 1 } as Uint8Array];
  expect(() => writeAtomic(path, broken)).toThrow(TypeError);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
});
