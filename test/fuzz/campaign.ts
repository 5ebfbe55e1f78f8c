import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { temporaryFolder } from '../runs/temporary.js';
import type { Target } from './targets/target.js';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where files that did harm are left: move them to the corpus once the cause is mended. */
const FOUND = join(checkout, 'node_modules', '.cache', 'dlx', 'fuzz');
/** A file that was not done with for so long hangs. */
const HANGS_MS = 60_000;
/** So many findings are enough to begin with. */
const ENOUGH = 5;

export interface Outcome {
  readonly inputs: number;
  readonly findings: readonly string[];
  /** What the last process said of itself. */
  readonly said: { readonly queue?: number; readonly blocks?: number; readonly slowest?: number };
}

/** The processes' program in one file. */
export async function bundleFuzzer(): Promise<string> {
  const root = temporaryFolder();
  const outfile = join(root, 'dist', 'child.mjs');
  writeFileSync(join(root, 'package.json'), '{"version": "0.0.0"}');
  await build({
    entryPoints: [join(checkout, 'test', 'fuzz', 'child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

/** Opens `count` made files of a kind in processes of their own, one after the other where one hangs or dies. */
export async function fuzz(program: string, target: Target, count: number, seed: number): Promise<Outcome> {
  const findings: string[] = [];
  let inputs = 0;
  let said: Outcome['said'] = {};
  for (let round = 0; inputs < count && findings.length < ENOUGH; round++) {
    const folder = temporaryFolder();
    const lines: ({ found?: string; bytes?: string; done?: number } & Outcome['said'])[] = [];
    const ended = await watched(program, target, folder, [count - inputs, seed + round], (line) =>
      lines.push(JSON.parse(line)),
    );
    for (const { found, bytes } of lines) {
      if (found !== undefined && findings.length < ENOUGH)
        findings.push(`${keep(target, Buffer.from(bytes!, 'base64'))} ${found}`);
    }
    const last = lines.at(-1);
    if (last?.done !== undefined) {
      inputs += last.done;
      said = last;
    } else {
      inputs++;
      findings.push(`${keep(target, readFileSync(join(folder, 'input')))} ${ended}`);
    }
  }
  return { inputs, findings, said };
}

/** Runs a process, ends it when it hangs. Gives how it ended, in words. */
async function watched(
  program: string,
  target: Target,
  folder: string,
  [count, seed]: readonly [number, number],
  hear: (line: string) => void,
): Promise<string> {
  const words = ['--max-old-space-size=512', program, target.name, folder];
  const child = spawn(process.execPath, [...words, String(count), String(seed), checkout], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (piece) => {
    stderr = (stderr + piece).slice(-2000);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', hear);
  const begun = Date.now();
  let hangs = false;
  const watch = setInterval(() => {
    const { mtimeMs = begun } = statSync(join(folder, 'input'), { throwIfNoEntry: false }) ?? {};
    if (Date.now() - Math.max(begun, mtimeMs) < HANGS_MS) return;
    hangs = true;
    child.kill('SIGKILL');
  }, 500);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (...end) => resolve(end)),
  );
  clearInterval(watch);
  return hangs ? 'hangs' : `ended the process (${code ?? signal}): ${stderr}`;
}

let kept = 0;

function keep(target: Target, bytes: Uint8Array): string {
  mkdirSync(FOUND, { recursive: true });
  const path = join(FOUND, `${target.name}-${process.pid}-${kept++}`);
  writeFileSync(path, bytes);
  return path;
}
