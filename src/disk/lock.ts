import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { isGone, isPid, type ProcessMark, thisProcess } from './process.js';
import { readSmall } from './read.js';

/** The file whose presence says that somebody writes into a folder. */
export const LOCK = 'lock';

const AFTER = 'lock.after-';
const BESIDE = '.lock-';
const STALE_MS = 60_000;
/** A lock has some two hundred. */
const MOST_BYTES = 10_000;

export interface Lock {
  /** Gives the folder free; may be called more than once. */
  release(): void;
}

interface Holder extends Partial<ProcessMark> {
  readonly token: string;
  /** Of a lock that says nothing. */
  readonly nobody?: true;
}

/**
 * Makes this process the only writer of a folder.
 *
 * A lock appears with its content (`link` of a file that is whole) or not at all. That of a process that is gone
 * is never removed: whoever wants to follow the holder T makes `lock.after-T`, which only one can, and after it has
 * looked again moves that file over `lock`. One that dies on the way is followed in the same manner. So two that
 * find the same dead lock never both get it, and none removes a lock that is alive.
 *
 * @throws UserError (exit 5) that says who holds it; system errors.
 */
export function lockFolder(folder: string): Lock {
  for (;;) {
    const end = last(folder);
    if (end && !end.nobody && !isGone(end)) throw busy(folder, end);
    const token = randomUUID();
    const name = end ? AFTER + end.token : LOCK;
    if (!appear(folder, name, lockText(token), token)) continue;
    if (end && !follow(folder, name, token)) continue;
    tidy(folder);
    return held(folder, token);
  }
}

/** The text of a lock of this process, for a folder that is made with its lock in it. */
export function lockText(token: string): string {
  return `${JSON.stringify({ token, ...thisProcess() })}\n`;
}

/** The lock that a folder was made with. */
export function held(folder: string, token: string): Lock {
  return {
    release() {
      const path = join(folder, LOCK);
      // Never another's, should this one have been deleted by hand.
      if (holderIn(path)?.token === token) rmSync(path, { force: true });
    },
  };
}

/** From the lock over those that follow it, to the last: the one that counts. */
function last(folder: string): Holder | undefined {
  const passed = new Set<string>();
  let end: Holder | undefined;
  for (let name = LOCK; !passed.has(name); name = AFTER + end.token) {
    passed.add(name);
    const holder = holderIn(join(folder, name));
    if (!holder) break;
    end = holder;
  }
  return end;
}

/** Moves the claim to its place if it still is the end of the chain, else takes it back. */
function follow(folder: string, name: string, token: string): boolean {
  const path = join(folder, name);
  if (last(folder)?.token !== token) {
    rmSync(path, { force: true });
    return false;
  }
  try {
    renameSync(path, join(folder, LOCK));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return true;
}

/** Makes a file with its text in it; false if there is one of that name. */
function appear(folder: string, name: string, text: string, token: string): boolean {
  const beside = join(folder, `${BESIDE}${token}`);
  const path = join(folder, name);
  try {
    writeFileSync(beside, text);
    try {
      linkSync(beside, path);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      writeFileSync(path, text, { flag: 'wx' });
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** What file systems without hard links say. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV']);

/** Removes what others have left on their way: claims that lead nowhere now, and files never linked. */
function tidy(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith(AFTER) || (name.startsWith(BESIDE) && isStale(path))) rmSync(path, { force: true });
  }
}

/** Whether who has made a file beside the lock is gone; where it does not say who, whether a minute has passed. */
function isStale(path: string): boolean {
  const holder = holderIn(path);
  if (holder && !holder.nobody) return isGone(holder);
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - made > STALE_MS;
}

/** Who a lock file says holds it; a file that says nothing (emptied by a power cut) is nobody's and dead. */
function holderIn(path: string): Holder | undefined {
  let text: string;
  try {
    text = readSmall(path, MOST_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const holder = JSON.parse(text) as Holder;
    if (isHolder(holder)) return holder;
  } catch {}
  return { token: 'unreadable', nobody: true };
}

/** Of a text that anyone may have written: its token becomes part of a file's name, its pid of a command to copy. */
function isHolder({ token, pid, host }: Holder): boolean {
  const known = pid === undefined && host === undefined;
  return (
    typeof token === 'string' &&
    /^[\w-]{1,64}$/.test(token) &&
    (known || (isPid(pid) && typeof host === 'string'))
  );
}

function busy(folder: string, { pid, host }: Holder): UserError {
  const elsewhere = host === thisProcess().host ? '' : ` on ${host}`;
  const hint = elsewhere
    ? `wait until it has ended; if that machine or container is gone, delete ${join(folder, LOCK)}`
    : `wait until it has ended, or end it: kill ${pid}`;
  const message = `is in use: process ${pid}${elsewhere} writes to it`;
  return new UserError({ file: folder, message, hint }, EXIT.busy);
}
