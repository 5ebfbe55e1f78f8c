import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Executor, TrialEnd, TrialTask, TrialWatcher } from '../executor.js';
import { bringRun, fetchRun, findResult } from '../store/fetch.js';
import { identityOf } from '../store/identity.js';
import type { Manifest } from '../store/manifest.js';
import type { Store } from '../store/store.js';
import { queueAddressOf } from './address.js';
import { connect, hangUp } from './connect.js';
import { Crew } from './crew.js';
import { follow } from './follow.js';
import { type JobData, jobId, PREFIX, QUEUE } from './jobs.js';

/** For a Redis that is there to hear that nobody listens any more. */
const PATIENCE_MS = 3000;

export interface QueueOptions {
  /** Address of a Redis, as `redis://localhost:6379`. */
  readonly queue: string;
  /** Where runs are brought to from the store. */
  readonly runsDir: string;
  /** Where workers put runs. Without one they stay where they were trained. */
  readonly store?: Store;
  /** At most so many trials at a time; default: as many as workers have room for. */
  readonly workers?: number;
  /** Hears of workers that come and refuse, and of connections that are lost. */
  note(sentence: string): void;
}

/**
 * Trains trials on other machines: each is a job of BullMQ, which `dlx worker` takes. What becomes of it is its result,
 * or what the store has of it; a job that Redis has lost is added again.
 *
 * @throws UserError: exit 2 for an address that is none, 4 for a Redis or a store that cannot be used.
 */
export async function queueExecutor(options: QueueOptions): Promise<Executor> {
  const { note, store } = options;
  const address = queueAddressOf(options.queue);
  const identity = store ? await identityOf(store) : null;
  const redis = await connect(address, note);
  const { Queue, QueueEvents } = await import('bullmq');
  const common = { prefix: PREFIX, skipVersionCheck: true };
  const queue = new Queue<JobData>(QUEUE, { ...common, connection: redis });
  const listening = redis.duplicate();
  listening.on('error', () => {});
  const events = new QueueEvents(QUEUE, { ...common, connection: listening });
  // What goes wrong with connections is said once, by the first of them.
  queue.on('error', () => {});
  events.on('error', () => {});
  const crew = new Crew(redis, address.place, note);
  await crew.look();
  return new QueueExecutor(options, identity, { queue, events, crew, connections: [redis, listening] });
}

interface Parts {
  readonly queue: Queue<JobData>;
  readonly events: QueueEvents;
  readonly crew: Crew;
  readonly connections: readonly Redis[];
}

class QueueExecutor implements Executor {
  readonly elsewhere = true;
  /** What wakes those who follow a job, by its id. */
  private readonly waiting = new Map<string, () => void>();
  private readonly taken: string[] = [];
  private toldOfStore = false;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly options: QueueOptions,
    private readonly identity: string | null,
    private readonly parts: Parts,
  ) {
    const wake = ({ jobId: id }: { jobId: string }) => this.waiting.get(id)?.();
    for (const event of ['progress', 'completed', 'failed', 'removed'] as const) parts.events.on(event, wake);
  }

  get slots(): number {
    return Math.min(this.options.workers ?? Infinity, this.parts.crew.slots);
  }

  async run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
    const { store } = this.options;
    const known = async () => store && (await findResult(store, task));
    const before = await known();
    if (before) return this.take(task, before.end, before);
    const { queue, crew } = this.parts;
    const id = jobId(task);
    const end = await follow(
      queue,
      { task, store: this.identity, answers: {}, stop: false },
      {
        watcher,
        signal,
        refused: (worker, reason) => crew.refused(worker, reason),
        known: async () => (await known())?.end,
        woken: (wake) => this.waiting.set(id, wake),
      },
    ).finally(() => this.waiting.delete(id));
    return this.take(task, end, await known());
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    const { queue, events, crew, connections } = this.parts;
    crew.close();
    const parting = async () => {
      // What came of them is in the records by now.
      await Promise.allSettled(this.taken.map((id) => queue.remove(id)));
      await Promise.allSettled([events.close(), queue.close()]);
    };
    // A Redis that is away is not waited for.
    const up = connections[0]!.status === 'ready';
    await Promise.race([parting(), sleep(up ? PATIENCE_MS : 0, undefined, { ref: false })]);
    void events.close().catch(() => {});
    for (const connection of connections) hangUp(connection);
  }

  /** Brings the run of a trial that has come to an end, which is in the store if there is one. */
  private async take(task: TrialTask, end: TrialEnd, manifest: Manifest | undefined): Promise<TrialEnd> {
    const { store, runsDir, note } = this.options;
    this.taken.push(jobId(task));
    if (store && manifest) await fetchRun(store, manifest, runsDir);
    else if (store && end.run !== null) await bringRun(store, task, end.run, runsDir);
    else if (end.run !== null && !this.toldOfStore) {
      this.toldOfStore = true;
      note('the records of trials stay with the workers that trained them: --store brings them here');
    }
    return end;
  }
}
