import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from every other, on this machine and after a restart of it. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** Of the system's start; empty where the system does not tell. */
  readonly boot: string;
  /** When the process started, in the system's own words: tells a pid that is used again. Empty if unknown. */
  readonly started: string;
}

const ENDED = 'ended';

let own: ProcessMark | undefined;

/** The mark of this process. */
export function thisProcess(): ProcessMark {
  own ??= {
    pid: process.pid,
    host: hostname(),
    boot: bootId(),
    started: startOf(process.pid) ?? '',
  };
  return own;
}

/**
 * Whether the process of a mark has certainly ended: the machine has started anew, nobody has its pid, or
 * somebody else has. Of a process on another machine nothing is known: false.
 */
export function isGone(mark: Partial<ProcessMark>): boolean {
  const { host, boot } = thisProcess();
  if (!isPid(mark.pid) || mark.host !== host) return false;
  if (mark.boot && boot && mark.boot !== boot) return true;
  if (!isThere(mark.pid)) return true;
  const started = startOf(mark.pid);
  // It may have been waited for since: then there is nothing left to read.
  if (started === undefined) return !isThere(mark.pid);
  return started === ENDED || Boolean(mark.started && started && started !== mark.started);
}

/** 0 and negative numbers are groups of processes. A mark may have been read from a file that anyone wrote. */
export function isPid(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Signal 0 reaches every process that is there; one of another user says EPERM. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string {
  if (process.platform === 'linux') return textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return process.platform === 'darwin' ? (said('sysctl', '-n', 'kern.bootsessionuuid') ?? '') : '';
}

/**
 * When a process started: on Linux in clock ticks since the system did; elsewhere as `ps` prints it; undefined
 * where neither says. A process that has ended and was not waited for has no start: it computes no more.
 */
function startOf(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.platform !== 'linux') return said('ps', '-o', 'lstart=', '-p', String(pid));
  const stat = textOf(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold anything.
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  if (state === 'Z' || state === 'X') return ENDED;
  return fields[18];
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function said(command: string, ...words: string[]): string | undefined {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8', timeout: 2000, env });
  return status === 0 ? stdout.trim() : undefined;
}
