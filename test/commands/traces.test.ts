import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../runs/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

// onnxruntime-node has telemetry of its own, which keeps a device id and a database in the user's cache.
test('a run leaves nothing in the home folder', () => {
  const home = temporaryFolder();
  const { ORT_DISABLE_TELEMETRY: _off, XDG_CACHE_HOME: _cache, ...env } = process.env;
  const words = [
    'run',
    'experiments/mnist-mlp.yaml',
    'training.epochs=1',
    'data.limit={train: 64}',
    'expect={}',
    '-q',
  ];
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'dlx.js'), ...words, '--runs-dir', temporaryFolder()],
    { cwd: root, encoding: 'utf8', env: { ...env, HOME: home, USERPROFILE: home } },
  );
  expect(status, stderr).toBe(0);
  expect(readdirSync(home, { recursive: true })).toEqual([]);
});
