import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const outfile = path.join(root, 'node_modules', '.cache', 'dlx', 'tfjs.mjs');

/**
 * tfjs as one file: its ES modules are hundreds of files that vite would have to read for every test file,
 * and its CommonJS bundle has no gradients. Holds the core, all gradients and the cpu backend.
 */
export function bundleTfjs() {
  const source = path.join(root, 'package-lock.json');
  if (existsSync(outfile) && statSync(outfile).mtimeMs > statSync(source).mtimeMs) return outfile;
  buildSync({
    stdin: {
      contents: `import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
        import '@tensorflow/tfjs-backend-cpu';
        export * from '@tensorflow/tfjs-core';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  return outfile;
}
