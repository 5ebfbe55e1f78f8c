import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { git } from './git.js';

/** Packages that a run's numbers depend on. */
const COMPUTING = [
  'dlx',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-node',
  'onnxruntime-common',
  'onnxruntime-node',
  'onnxruntime-web',
];

/** Where versions are pinned. The first that is there counts; of all but npm's, any change does. */
const FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'package.json',
];
const NPM = FILES.slice(0, 2);

/** Whether the project that an experiment stands in has other versions of dlx and of what computes than at a commit. */
export async function computingChanged(folder: string, top: string, base: string): Promise<boolean> {
  const file = pinsOf(folder, top);
  if (file === undefined) return false;
  const name = file.slice(dirname(file).length + 1);
  const before = await git(dirname(file), 'show', `${base}:./${name}`);
  if (!before.ok) return true;
  const now = readFileSync(file, 'utf8');
  if (!NPM.includes(name)) return before.stdout !== now;
  return versionsIn(before.stdout) !== versionsIn(now);
}

/** The file in the nearest folder up to the top of the repository. */
function pinsOf(folder: string, top: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = FILES.map((name) => join(at, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (relative(top, at) === '' || dirname(at) === at) return undefined;
  }
}

interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}

/** What an npm lock file pins of the packages that compute, as a text to compare; itself, where it is none. */
function versionsIn(text: string): string {
  try {
    const { packages } = JSON.parse(text) as { readonly packages: { readonly [path: string]: Locked } };
    const locked = COMPUTING.map((name) => {
      // dlx's own repository has it at the root.
      const found =
        packages[`node_modules/${name}`] ?? (packages['']?.name === name ? packages[''] : undefined);
      return found && [name, found.version, found.resolved, found.integrity];
    });
    return JSON.stringify(locked);
  } catch {
    return text;
  }
}
