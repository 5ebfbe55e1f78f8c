import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const core = join(root, 'node_modules/@tensorflow/tfjs-core/dist');

/** Files of tests about operations and what is built of them: paths in tfjs-core's dist, without `_test.js`. */
export async function testFiles() {
  const names = await readdir(core, { recursive: true });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter(
      (name) =>
        name.endsWith('_test.js') &&
        /^(ops|optimizers)\/|^(gradients|tensor|variable|buffer)_test/.test(name),
    )
    .map((name) => name.replace(/_test\.js$/, ''))
    .sort();
}

/** Bundles tfjs-core, its tests, jasmine's shim and the backend into one module and imports it. */
export async function loadTests() {
  const files = await testFiles();
  const outfile = join(root, 'node_modules/.dlx-tfjs-tests.mjs');
  await build({
    entryPoints: [join(here, 'entry.mjs')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    external: ['onnxruntime-node', 'onnxruntime-web', 'jsdom'],
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
    plugins: [
      {
        name: 'tests',
        setup(build) {
          build.onResolve({ filter: /^tfjs-core-tests$/ }, () => ({ path: 'list', namespace: 'tests' }));
          build.onResolve({ filter: /^jasmine-core/ }, () => ({ path: 'core', namespace: 'jasmine' }));
          build.onLoad({ filter: /.*/, namespace: 'jasmine' }, () => ({
            contents: 'module.exports = { core: () => ({}) };',
          }));
          build.onLoad({ filter: /.*/, namespace: 'tests' }, () => ({
            resolveDir: root,
            contents: `export default {${files.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(join(core, `${name}_test.js`))})`)}};`,
          }));
        },
      },
    ],
  });
  return import(outfile);
}
