import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Plugin } from 'esbuild';
// @ts-expect-error: plain JavaScript
import { buildIfStale, bundle, root } from '../../scripts/build.mjs';
import { temporaryFolder } from '../runs/temporary.js';

/** A dlx of its own, that no edit of the sources changes while tests run. */
export interface Program {
  readonly name: 'dlx' | 'naive';
  /** Path of its bin/dlx.js. */
  readonly bin: string;
  /** What is wrong with a run record; undefined where nothing is. */
  wrongIn(record: unknown): string | undefined;
}

/**
 * dlx as it is packed, or `naive`: the same program with a writer that overwrites files in place, has one checkpoint
 * without a checksum, and no lock. That the tests find what it loses shows that they can fail.
 */
export async function makeProgram(name: Program['name']): Promise<Program> {
  await buildIfStale();
  const folder = temporaryFolder();
  await bundle(join(folder, 'dist'), name === 'naive' ? [naive] : []);
  mkdirSync(join(folder, 'bin'));
  for (const file of ['package.json', 'bin/dlx.js']) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // package.json again, without the fields that only a checkout has
  const { scripts: _scripts, ...rest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(rest));
  return { name, bin: join(folder, 'bin', 'dlx.js'), wrongIn: schemaOfRecords() };
}

/** Read along with the sources. */
function schemaOfRecords(): Program['wrongIn'] {
  const schema = JSON.parse(readFileSync(join(root, 'schemas', 'run.schema.json'), 'utf8'));
  const isRecord = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return (record) => {
    if (isRecord(record)) return undefined;
    const { instancePath, message, params } = isRecord.errors![0]!;
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  };
}

/** Sources that are replaced as a whole, ... */
const REPLACED: readonly string[] = ['disk/atomic.ts', 'disk/lock.ts', 'runs/folder.ts'];

/** ... and in part: what stands there now, and what instead. */
const CHANGED: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
  [
    'training/checkpoint/store.ts',
    /const nameOf = .*/,
    "const nameOf = (_step: number) => 'step-00000001.safetensors';",
  ],
  ['training/checkpoint/format.ts', /if \(digest\(\[buffer\]\) !== /, 'if (false && digest([buffer]) !== '],
];

const naive: Plugin = {
  name: 'naive',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const file = path.slice(join(root, 'src').length + 1).replaceAll('\\', '/');
      if (REPLACED.includes(file)) {
        const folder = join(import.meta.dirname, 'naive');
        const contents = readFileSync(join(folder, file.split('/')[1]!), 'utf8');
        return { contents, loader: 'ts', resolveDir: folder };
      }
      const changes = CHANGED.filter(([changed]) => changed === file);
      if (changes.length === 0) return undefined;
      let contents = readFileSync(path, 'utf8');
      for (const [, from, to] of changes) {
        const changed = contents.replace(from, to);
        if (changed === contents)
          throw new Error(`${file} has no ${from}: the naive writer has to be adapted`);
        contents = changed;
      }
      return { contents, loader: 'ts' };
    });
  },
};
