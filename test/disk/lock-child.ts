/**
 * A process that takes the lock of a folder (its argument) over and over, and looks each time whether another that is
 * alive holds it too: then it exits with 9. Now and then it dies while it holds the lock, as by kill -9.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../src/disk/lock.js';
import { isGone, thisProcess } from '../../src/disk/process.js';
import { UserError } from '../../src/errors.js';
import { Stream } from '../../src/random.js';

const [folder, inside, seed] = process.argv.slice(2) as [string, string, string];
const random = new Stream(Number(seed), 'lock');

const isAlive = (pid: number) => !isGone({ ...thisProcess(), pid, started: '' });

function take() {
  for (;;) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode !== 5) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, random.below(3));
    }
  }
}

process.stdout.write('begun\n');
for (let round = 0; round < 40; round++) {
  const lock = take();
  const mine = join(inside, String(process.pid));
  writeFileSync(mine, '');
  const others = readdirSync(inside)
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid));
  if (others.length > 0) process.exit(9);
  if (random.below(12) === 0) process.kill(process.pid, 'SIGKILL');
  rmSync(mine);
  lock.release();
}
