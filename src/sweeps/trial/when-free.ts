import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT, UserError } from '../../errors.js';

/** How long a process may take to die once its parent is gone. */
const PATIENCE_MS = 10_000;
const EVERY_MS = 200;

/**
 * Runs `work`, and again for some seconds while that finds its run in use: the process that trained it may be about to
 * end.
 */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof UserError && error.exitCode === EXIT.busy;
      if (!busy || performance.now() > end) throw error;
      await sleep(EVERY_MS);
    }
  }
}
