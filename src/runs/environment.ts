import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisProcess } from '../disk/process.js';
import { version } from '../version.js';
import { cpuFeatures } from './cpu-features.js';
import type { RunRecord } from './record.js';

type Environment = Pick<RunRecord, 'cpu' | 'platform' | 'process'>;

let here: Environment | undefined;

/** What a run's numbers and times depend on besides the experiment. */
export function environment(): Environment {
  here ??= {
    cpu: {
      model: cpus()[0]?.model.trim() || 'unknown',
      cores: availableParallelism(),
      features: cpuFeatures(),
    },
    platform: `${process.platform}-${process.arch}`,
    process: thisProcess(),
  };
  return here;
}

/** Versions of dlx, node and those of `packages` that are installed. */
export function versions(packages: readonly string[] = []): { readonly [name: string]: string } {
  const found: { [name: string]: string } = { dlx: version, node: process.versions.node };
  for (const name of packages) {
    const version = packageVersion(name);
    if (version) found[name] = version;
  }
  return found;
}

/** Version of an installed package, looked for as node does; undefined where it is not installed. */
export function packageVersion(name: string): string | undefined {
  return folders()
    .map((folder) => versionIn(join(folder, 'node_modules', name)))
    .find((version) => version);
}

function versionIn(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
  return typeof version === 'string' ? version : undefined;
}

/** This file's folder and those above it. */
function folders(): string[] {
  const list = [dirname(fileURLToPath(import.meta.url))];
  while (dirname(list.at(-1)!) !== list.at(-1)) list.push(dirname(list.at(-1)!));
  return list;
}
