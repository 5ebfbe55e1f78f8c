import { Flags } from '@oclif/core';
import { UserError } from '../errors.js';
import type { Executor } from '../sweeps/executor.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

/** Of commands that share trials with other machines. */
export const queueOptions = {
  helpValue: 'ADDRESS',
  env: 'DLX_QUEUE',
  description: 'A Redis that hands trials from who sweeps to workers: redis://host:6379, rediss:// with TLS.',
} as const;

export const storeFlag = Flags.string({
  helpValue: 'PLACE',
  env: 'DLX_STORE',
  description: 'Where runs are handed on: a folder that all machines see, or s3://bucket/prefix.',
});

export interface QueueFlags {
  readonly queue?: string | undefined;
  readonly store?: string | undefined;
  readonly 'runs-dir': string;
  readonly workers?: number | undefined;
}

/** What trains the trials of a sweep under `--queue`; undefined without it: processes of this machine do. */
export async function queueOf(flags: QueueFlags): Promise<Executor | undefined> {
  const { queue, workers } = flags;
  if (queue === undefined) {
    if (flags.store !== undefined && flags.store !== process.env.DLX_STORE) throw storeAlone(flags.store);
    return undefined;
  }
  const { queueExecutor } = await import('../sweeps/queue/executor.js');
  return queueExecutor({
    queue,
    runsDir: flags['runs-dir'],
    ...(await storeOf(flags)),
    ...(workers !== undefined && { workers }),
    note,
  });
}

/** Works for sweeps of other machines until it is ended. */
export async function serveAndTell(flags: QueueFlags & { readonly quiet: boolean }): Promise<void> {
  const { queue } = flags;
  if (queue === undefined) throw noQueue();
  const [{ availableParallelism }, { serve }, { localExecutor }, { serveLines }] = await Promise.all([
    import('node:os'),
    import('../sweeps/queue/serve.js'),
    import('../sweeps/local/pool.js'),
    import('./present/worker.js'),
  ]);
  const { workers = availableParallelism() } = flags;
  const store = await storeOf(flags);
  const { interrupted } = await withSignals((signal) =>
    serve({
      queue,
      workers,
      runsDir: flags['runs-dir'],
      ...store,
      executor: (folder, count) => localExecutor({ runsDir: folder, workers: count }),
      listener: serveLines((line) => flags.quiet || print(process.stdout, line)),
      signal,
      note,
    }),
  );
  if (interrupted) process.exitCode = interrupted.exitCode;
}

async function storeOf({ store: place }: QueueFlags) {
  if (place === undefined) return {};
  const { openStore } = await import('../sweeps/store/index.js');
  return { store: await openStore(place, process.env) };
}

const storeAlone = (store: string) =>
  new UserError({
    message: `found --store ${hidden(store)} without --queue, expected both`,
    hint: 'a store hands runs on between machines; trials of this machine go to --runs-dir',
  });

/** Without a password, should somebody have put one there. */
const hidden = (place: string) => place.replace(/\/\/[^/@]*@/, '//');

const noQueue = () =>
  new UserError({
    message: 'found no queue to take trials from, expected --queue ADDRESS or DLX_QUEUE',
    hint: 'give it the address that `dlx sweep FILE --queue ADDRESS` is given',
  });

const note = (sentence: string) => print(process.stderr, `note: ${sentence}`);
