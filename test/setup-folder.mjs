import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const MEMORY = '/dev/shm';
/** What the tests of all workers may hold at once, many times over. */
const ROOM = 4 * 2 ** 30;
const PREFIX = 'dlx-tests-';

/**
 * A folder in memory for the temporary files of the tests, gone when this process ends; undefined where there is
 * none, or little room: thousands of runs are written, and each is synced to the disk many times.
 */
export function memoryFolder() {
  if (process.env.TMPDIR || process.platform !== 'linux' || !existsSync(MEMORY)) return undefined;
  const { bavail, bsize } = statfsSync(MEMORY);
  if (Math.min(bavail * bsize, freemem()) < ROOM) return undefined;
  for (const name of readdirSync(MEMORY)) {
    // Of processes that were killed.
    if (name.startsWith(PREFIX) && !isAlive(Number(name.slice(PREFIX.length)))) remove(name);
  }
  const own = `${PREFIX}${process.pid}`;
  mkdirSync(path.join(MEMORY, own), { recursive: true });
  process.once('exit', () => remove(own));
  return path.join(MEMORY, own);
}

const remove = (name) => rmSync(path.join(MEMORY, name), { recursive: true, force: true });

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
