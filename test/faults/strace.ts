import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../runs/temporary.js';
import type { End } from './process.js';
import { runsIn, type Scene } from './scene.js';

/** Calls that change what a disk holds, or wait until it does. */
const CALLS =
  'write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,openat,mkdir,mkdirat,' +
  'unlink,unlinkat,rmdir,ftruncate,truncate';

/** One call on something below the runs folder. */
export interface Call {
  readonly name: string;
  /** What it is done to, ids left out, and how often that was done before: the same in every run. */
  readonly label: string;
  /** Relative to the runs folder, as it was. */
  readonly path: string;
  /** How many calls of this name the main thread had made, this one included, ... */
  readonly when: number;
  /** ... and how many of them on this path. */
  readonly whenThere: number;
}

/** Why strace cannot be used here; undefined where it can. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'strace is a program for Linux';
  const { error, status, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed: node scripts/debian.mjs strace';
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`;
}

/** An injection that misses its call may hit one by which threads of Node wake each other: then none ever does. */
const PATIENCE_MS = 120_000;

/**
 * dlx writes with synchronous calls on its main thread alone, the one that strace follows without -f.
 *
 * @param more arguments of strace, as `-e inject=...`
 */
export async function traced(
  scene: Scene,
  words: readonly string[],
  more: readonly string[] = [],
): Promise<{ readonly end: End; readonly calls: readonly Call[]; readonly hit: Call | undefined }> {
  const file = join(temporaryFolder(), 'trace');
  const wrap = ['strace', '-y', '-s', '0', '-o', file, '-e', `trace=${CALLS}`, ...more];
  const end = await scene.dlx(words, { wrap, patience: PATIENCE_MS });
  return { end, ...callsIn(readFileSync(file, 'utf8'), scene.runsDir) };
}

/**
 * Has one call end with a fault. Where the path can be known, calls on it alone are counted: Node writes to its own
 * descriptors now and then, and not in every run as often. `off`: added to the count where it cannot.
 */
export function injected(scene: Scene, words: readonly string[], call: Call, fault: string, off = 0) {
  const paths = pathsOf(scene, call);
  const when = paths.length > 0 ? call.whenThere : call.when + off;
  const only = paths.flatMap((path) => ['-P', path]);
  return traced(scene, words, [...only, '-e', `inject=${call.name}:${fault}:when=${when}`]);
}

/** Seconds that may pass until a run gets its id. */
const PATIENCE = 30;

/** The path of a call in a scene; for a run that has no id yet, with every one that it may get. */
function pathsOf({ runsDir }: Scene, { path }: Call): string[] {
  const [id = '', ...rest] = path.split('/');
  const [, name] = /^\d{8}T\d{6}Z(-.*)$/.exec(id) ?? [];
  if (name === undefined || UUID.test(path)) return [];
  const [found] = runsIn(runsDir);
  if (found !== undefined) return [join(found, ...rest)];
  return Array.from({ length: PATIENCE }, (_, i) => {
    const time = new Date(Date.now() + 1000 * i)
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
      .replace(/[-:]/g, '');
    return join(runsDir, time + name, ...rest);
  });
}

/** Calls of a trace, in order, and the one in which strace has injected something or which was its last. */
export function callsIn(trace: string, runsDir: string): { calls: readonly Call[]; hit: Call | undefined } {
  const calls: Call[] = [];
  const made = new Map<string, number>();
  const seen = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => {
    const n = (map.get(key) ?? 0) + 1;
    map.set(key, n);
    return n;
  };
  let last: Call | undefined;
  let hit: Call | undefined;
  for (const line of trace.split('\n')) {
    if (line.startsWith('+++ killed')) hit ??= last;
    const [, name, words = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const when = count(made, name);
    const path = pathIn(words);
    const whenThere = count(made, `${name} ${path}`);
    const changes = name !== 'openat' || /O_WRONLY|O_RDWR|O_CREAT/.test(words);
    last = undefined;
    if (path === undefined || !changes || !(path === runsDir || path.startsWith(`${runsDir}/`))) continue;
    const below = path.slice(runsDir.length + 1);
    const what = `${name} ${plain(below)}`;
    last = { name, label: `${what} #${count(seen, what)}`, path: below, when, whenThere };
    calls.push(last);
    if (line.includes('(INJECTED)')) hit = last;
  }
  return { calls, hit };
}

/** The file of the descriptor, or the first path. */
function pathIn(words: string): string | undefined {
  return /^\d+<([^>]*)>/.exec(words)?.[1] ?? /"([^"]*)"/.exec(words)?.[1];
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Without what differs between two runs. */
function plain(path: string): string {
  return path.replace(/^\d{8}T\d{6}Z-[^/]*/, 'RUN').replace(UUID, 'ID');
}
