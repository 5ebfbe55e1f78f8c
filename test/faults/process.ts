import { type ChildProcess, spawn } from 'node:child_process';
import type { Program } from './program.js';

/** How a process ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** Words before the command: strace and its flags, say. */
  readonly wrap?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  /** Killed, with all that it has started, if it takes so many milliseconds. */
  readonly patience?: number;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
  /** Resolves when an epoch has ended, as progress says, or the process has. */
  trained(epoch: number): Promise<void>;
}

/** Starts `dlx WORDS...`. */
export function start(program: Program, words: readonly string[], options: StartOptions = {}): Started {
  const [command, ...rest] = [...(options.wrap ?? []), process.execPath, program.bin, ...words];
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd,
    // a group of its own
    detached: options.patience !== undefined,
    // onnxruntime's own database has no place in a trace
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', DEBUG: '', ...options.env },
  });
  const text = { stdout: '', stderr: '' };
  const heard: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (piece: string) => {
      text[name] += piece;
      for (const hear of heard) hear();
    });
  }
  const late =
    options.patience !== undefined &&
    setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), options.patience);
  const ended = new Promise<End>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => late && clearTimeout(late));
    child.on('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  const trained = (epoch: number) =>
    new Promise<void>((resolve) => {
      const line = new RegExp(`^epoch +${epoch}/`, 'm');
      const look = () => line.test(text.stdout) && resolve();
      heard.push(look);
      look();
      ended.then(() => resolve());
    });
  return { child, ended, trained };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Works through items, two at a time. */
export async function each<T>(
  items: readonly T[],
  work: (item: T, i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let i = next++; i < items.length; i = next++) await work(items[i]!, i);
  };
  await Promise.all([one(), one()]);
}
