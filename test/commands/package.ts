import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { temporaryFolder } from '../runs/temporary.js';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What else is set where the tests run must not matter. */
const { PATH, HOME } = process.env;
export const cleanEnv: NodeJS.ProcessEnv = { PATH, HOME, TERM: 'xterm', NODE_ENV: 'development' };

const fakePipeline: Plugin = {
  name: 'fake-pipeline',
  setup({ onResolve }) {
    onResolve({ filter: /\/pipeline\.js$/ }, () => ({
      path: join(checkout, 'test', 'commands', 'fake-pipeline.ts'),
    }));
  },
};

/** Packages that are loaded before a command runs: what `dlx --help` pays for. */
export async function packagesOnStart(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(checkout, 'src', 'commands', 'index.ts')],
    outdir: 'out',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    plugins: [fakePipeline],
  });
  const found = new Set<string>();
  const visit = (path: string) => {
    for (const { path: target, kind, external } of metafile.outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (!external) visit(target);
      else if (!target.startsWith('node:')) found.add(target);
    }
  };
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint?.endsWith('commands/index.ts')) visit(path);
  }
  return [...found].sort();
}

/**
 * Makes a package of dlx in a folder of its own, bundled as the real one, with fake-pipeline.ts in the
 * place of the pipeline: the command line without training. Returns the path of its bin.
 */
export async function makePackage(): Promise<string> {
  const root = temporaryFolder();
  mkdirSync(join(root, 'bin'));
  cpSync(join(checkout, 'bin', 'dlx.js'), join(root, 'bin', 'dlx.js'));
  cpSync(join(checkout, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  await build({
    entryPoints: { cli: join(checkout, 'src', 'commands', 'index.ts') },
    outdir: join(root, 'dist'),
    bundle: true,
    splitting: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['typescript'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'error',
    plugins: [fakePipeline],
  });
  return join(root, 'bin', 'dlx.js');
}
