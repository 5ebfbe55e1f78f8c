import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { EXIT, UserError } from '../../errors.js';
import { parseId } from '../../runs/id.js';
import type { Executor, TrialEnd, TrialTask, TrialWatcher } from '../executor.js';
import { bringRun, findResult } from '../store/fetch.js';
import { publish } from '../store/publish.js';
import type { Store } from '../store/store.js';
import { atHome, lackOfData, otherData } from './data.js';

/** A trial that is to be trained by another worker. */
export class Refused extends Error {
  constructor(
    reason: string,
    /** It will never be trained here, nor will others of its sweep. */
    readonly forGood: boolean,
  ) {
    super(reason);
    this.name = 'Refused';
  }
}

/** Where and with what a worker trains. */
export interface Workshop {
  readonly executor: Executor;
  readonly runsDir: string;
  readonly store?: Store;
  readonly redis: Redis;
  readonly worker: string;
}

/**
 * Trains a trial and publishes what came of it. One that another worker has published meanwhile is not trained, or what is
 * trained does not count.
 *
 * @param run that the job had come to before, on whatever machine.
 * @throws Refused; UserError for what may be otherwise another time: a store that is away, a full disk.
 */
export async function trainTask(
  workshop: Workshop,
  task: TrialTask,
  run: string | null,
  watcher: TrialWatcher,
  stop: AbortController,
): Promise<TrialEnd> {
  const { executor, store, runsDir } = workshop;
  const known = store && (await findResult(store, task));
  if (known) return known.end;
  const here = atHome({ ...task, run: await prepared(workshop, task, run) });
  let check: Promise<string | undefined> = Promise.resolve(undefined);
  const watching: TrialWatcher = {
    started: (id) => {
      watcher.started(id);
      check = otherData(workshop.redis, task, join(runsDir, id), workshop.worker);
      check.then((other) => other !== undefined && stop.abort()).catch(() => {});
    },
    epoch: (epoch, values) => watcher.epoch(epoch, values),
    goesOn: (epoch) => watcher.goesOn(epoch),
  };
  const end = await executor.run(here, watching, stop.signal).catch(async (error: unknown) => {
    throw await refusalOf(error, here);
  });
  const folder = end.run === null ? undefined : join(runsDir, end.run);
  const other = await check;
  if (other !== undefined) {
    if (folder) await rm(folder, { recursive: true, force: true });
    throw new Refused(other, true);
  }
  await checkFailure(end, here);
  if (!store) return end;
  const first = await publish(store, task, end, folder);
  if (folder) await rm(folder, { recursive: true, force: true });
  return first;
}

/** Brings what a trial goes on from or begins with. Returns the run that it goes on with, if that can be. */
async function prepared(
  { store, runsDir }: Workshop,
  task: TrialTask,
  run: string | null,
): Promise<string | null> {
  const weights = task.overrides
    .flatMap((one) => /^initial_weights=["']?([^"']+)["']?$/.exec(one)?.[1] ?? [])
    .at(-1);
  if (store && weights !== undefined && parseId(weights) && !existsSync(join(runsDir, weights))) {
    await bringWeights(store, task.sweep, weights, runsDir);
  }
  for (const id of [run, task.run]) {
    if (id === null) continue;
    if (store && (await bringRun(store, task, id, runsDir))) return id;
    if (existsSync(join(runsDir, id))) return id;
  }
  return null;
}

/** Of another trial of the sweep, which is asked for by its run alone. */
async function bringWeights(store: Store, sweep: string, run: string, runsDir: string): Promise<void> {
  const keys = await store.list(`${sweep}/`);
  const numbers = new Set(
    keys.flatMap((key) => /\/(\d+)\/\d+\/(?:result|paused)\.json$/.exec(key)?.[1] ?? []),
  );
  for (const number of numbers)
    if (await bringRun(store, { sweep, number: Number(number) }, run, runsDir)) return;
}

/** What keeps all trials of a sweep from being trained on this machine is no end of one. */
async function checkFailure({ status, run, error }: TrialEnd, task: TrialTask): Promise<void> {
  if (status !== 'failed') return;
  if (error?.exit_code === EXIT.busy) throw new Refused('another process of this machine trains it', false);
  if (run !== null) return;
  const lacking = await lackOfData(task);
  if (lacking !== undefined) throw new Refused(lacking, true);
}

async function refusalOf(error: unknown, task: TrialTask): Promise<unknown> {
  if (!(error instanceof UserError)) return error;
  const lacking = await lackOfData(task);
  if (lacking !== undefined) return new Refused(lacking, true);
  // This dlx reads the experiment as another one.
  return error.exitCode === EXIT.usage ? new Refused(error.problems[0]!.message, true) : error;
}
