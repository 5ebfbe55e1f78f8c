import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { temporaryFolder } from './temporary.js';

/** Bundles a file beside this one, so that tests can start it as a process. Returns the path of the bundle. */
export async function bundleChild(name: string): Promise<string> {
  const root = temporaryFolder();
  const outfile = join(root, 'dist', 'child.mjs');
  writeFileSync(join(root, 'package.json'), '{"version": "0.0.0"}');
  await build({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), name)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}
