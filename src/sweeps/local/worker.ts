import { EXIT, UserError } from '../../errors.js';
import { runTrial } from '../trial/run-trial.js';
import { Warm } from '../trial/warm.js';
import type { FromWorker, ToWorker } from './messages.js';

/*
 * A process that trains one trial after the other, for as long as the process that has forked it wants it to: an
 * interruption is told by a message, and one that lost its parent ends in order, with a checkpoint.
 */

const warm = new Warm();
let stop: AbortController | undefined;
let answer: ((goesOn: boolean) => void) | undefined;
/** It is not to wait for the messages that it sends last. */
let leaving = false;

const send = (message: FromWorker) => {
  // A parent that has just gone is heard of by `disconnect`.
  if (process.connected) process.send!(message, () => {});
};

async function work({ task, runsDir }: ToWorker & { type: 'run' }): Promise<void> {
  stop = new AbortController();
  const { signal } = stop;
  if (leaving) stop.abort();
  const watcher = {
    started: (run: string) => send({ type: 'started', run }),
    epoch: (epoch: number, values: (FromWorker & { type: 'epoch' })['values']) =>
      send({ type: 'epoch', epoch, values }),
    goesOn: (epoch: number) =>
      new Promise<boolean>((resolve) => {
        answer = resolve;
        // Whoever is interrupted waits for no answer.
        signal.addEventListener('abort', () => resolve(true), { once: true });
        send({ type: 'ask', epoch });
        if (signal.aborted) resolve(true);
      }),
  };
  try {
    send({ type: 'ended', end: await runTrial(task, watcher, { runsDir, signal, warm }) });
  } catch (error) {
    const known = error instanceof UserError;
    const problems = known ? error.problems : [{ message: (error as Error).stack ?? String(error) }];
    send({ type: 'broken', problems, exitCode: known ? error.exitCode : EXIT.bug });
  } finally {
    stop = undefined;
    if (leaving) process.exit();
  }
}

process.on('message', (message: ToWorker) => {
  if (message.type === 'run') void work(message);
  else if (message.type === 'answer') answer?.(message.goesOn);
  else stop?.abort();
});
process.on('disconnect', () => {
  leaving = true;
  if (stop) stop.abort();
  else process.exit();
});
// Ctrl-C reaches every process of the terminal; the parent says what is to become of the trial.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
