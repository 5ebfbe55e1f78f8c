import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What 13 steps of the same network take in PyTorch (docs/measured.md), in MB. */
const PYTORCH = 175;

it.runIf(process.platform === 'linux')('steps of mnist-cnn take at most 1.5 times what PyTorch takes', () => {
  // Builds what is stale.
  execFileSync(process.execPath, [join(root, 'bin', 'dlx.js'), '--version']);
  const script = join(root, 'bench', 'peers', 'memory_dlx.mjs');
  const experiment = join(root, 'experiments', 'mnist-cnn.yaml');
  const stdout = execFileSync(process.execPath, ['--expose-gc', script, experiment, '4'], {
    encoding: 'utf8',
  });
  const { baseline, training } = JSON.parse(stdout) as { baseline: number; training: number };
  expect((training - baseline) / 1e6).toBeLessThan(1.5 * PYTORCH);
});
