import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeUnfinished } from '../../src/disk/atomic.js';
import { temporaryFolder } from '../runs/temporary.js';

test('what a killed writer has left beside files is removed, and nothing else', () => {
  const folder = temporaryFolder();
  for (const name of ['run.json', '.run.json.new', '.lock-1', 'a.new', '.new'])
    writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'checkpoints'));
  removeUnfinished(folder);
  expect(readdirSync(folder).sort()).toEqual(['.lock-1', '.new', 'a.new', 'checkpoints', 'run.json']);
  removeUnfinished(join(folder, 'nowhere'));
});
