import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { UserError } from '../../errors.js';
import { version } from '../../version.js';
import type { Executor, TrialEnd, TrialTask } from '../executor.js';
import { identityOf } from '../store/identity.js';
import type { Store } from '../store/store.js';
import { queueAddressOf } from './address.js';
import { Attendance } from './attendance.js';
import { connect, hangUp } from './connect.js';
import { isJob, type JobData, type JobResult, PREFIX, QUEUE, runIn } from './jobs.js';
import { membersOf, otherVersions, workerName } from './members.js';
import { Refused, trainTask, type Workshop } from './train.js';

/** A worker that is not heard of for so long is gone, and its trials are given to others. */
const LOCK_MS = 15_000;
const STALLED_EVERY_MS = 5000;
/** A trial in the middle of which so many workers went is what ends them. */
const MOST_STALLED = 10;
/** A worker that refuses steps back, longer each time, so that others take what it gives back. */
const STEP_BACK_MS = { first: 500, growth: 2, longest: 20_000 } as const;
/** What another process of this machine still trains is looked at again. */
const LATER_MS = 5000;
/** How long trials may take to write where they stand. */
const GRACE_MS = 20_000;
/** For an answer of who sweeps. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 10_000;

export interface ServeOptions {
  /** Address of a Redis, as `redis://localhost:6379`. */
  readonly queue: string;
  /** Where trials are trained, and where they stay without a store. */
  readonly runsDir: string;
  readonly store?: Store;
  /** Trials at a time. */
  readonly workers: number;
  /** What trains them. It is closed at the end. */
  executor(runsDir: string, workers: number): Executor;
  readonly listener: ServeListener;
  /** Ends the work: trials that are trained go back, with where they stand. */
  readonly signal: AbortSignal;
  note(sentence: string): void;
  /** ms, for tests. */
  readonly lock?: number;
  readonly patience?: number;
}

/** Hears what a worker does. */
export interface ServeListener {
  ready(event: { readonly place: string; readonly worker: string; readonly slots: number }): void;
  began(task: TrialTask, run: string): void;
  ended(task: TrialTask, end: TrialEnd): void;
  /** It goes back to the queue; `reason`: why it is not trained here. */
  back(task: TrialTask, reason: string): void;
}

/**
 * Takes trials from a queue and trains them, until its signal is aborted.
 *
 * @throws UserError: exit 2 for an address that is none, 4 for a Redis or a store that cannot be used.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { note, store, workers } = options;
  const address = queueAddressOf(options.queue);
  const identity = store ? await identityOf(store) : null;
  const redis = await connect(address, note);
  const bullmq = await import('bullmq');
  const worker = workerName(workers);
  // Runs on their way to a store are not among those of this machine.
  const runsDir = store ? join(options.runsDir, '.worker') : options.runsDir;
  const executor = options.executor(runsDir, workers);
  const workshop = { executor, runsDir, redis, worker, ...(store && { store }) };
  const bench = new Bench(options, workshop, identity, bullmq);
  const sayOthers = sayingOthers(redis, note);
  const versions = setInterval(sayOthers, LOOK_MS);
  try {
    options.listener.ready({ place: address.place, worker, slots: workers });
    sayOthers();
    await bench.work();
  } finally {
    clearInterval(versions);
    await executor.close();
    hangUp(redis);
  }
}

/** Says, once each, of which other versions of dlx there are sweeps: they wait for other workers. */
function sayingOthers(redis: Redis, note: (sentence: string) => void): () => Promise<void> {
  const said = new Set<string>();
  return async () => {
    if (redis.status !== 'ready') return;
    for (const other of otherVersions((await membersOf(redis)) ?? [], false)) {
      if (said.has(other)) continue;
      note(`a sweep of dlx ${other} is connected: this is ${version}, and takes none of its trials`);
      said.add(other);
    }
  };
}

class Bench {
  private readonly worker: Worker<JobData, JobResult>;
  /** Why sweeps are not trained here. */
  private readonly refused = new Map<string, string>();
  private readonly active = new Set<AbortController>();
  private stepBack: number = STEP_BACK_MS.first;

  constructor(
    private readonly options: ServeOptions,
    private readonly workshop: Workshop,
    private readonly identity: string | null,
    private readonly bullmq: typeof import('bullmq'),
  ) {
    const lock = options.lock ?? LOCK_MS;
    this.worker = new bullmq.Worker<JobData, JobResult>(QUEUE, (job, token) => this.take(job, token!), {
      connection: workshop.redis,
      prefix: PREFIX,
      skipVersionCheck: true,
      name: workshop.worker,
      concurrency: options.workers,
      lockDuration: lock,
      stalledInterval: Math.min(STALLED_EVERY_MS, lock),
      maxStalledCount: MOST_STALLED,
      // A Redis that is back is asked again soon.
      runRetryDelay: 1000,
      autorun: false,
    });
    this.worker.on('error', () => {});
  }

  async work(): Promise<void> {
    const { signal } = this.options;
    const { worker } = this;
    const ended = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    // It also comes to its end when it steps back.
    const running = worker.run().then(() => ended);
    await Promise.race([ended, running]);
    await worker.pause(true);
    for (const stop of this.active) stop.abort();
    // A Redis that is away is not waited for: what it has lost sight of is given to others.
    await Promise.race([worker.close(), sleep(GRACE_MS, undefined, { ref: false })]);
  }

  private async take(job: Job<JobData>, token: string): Promise<JobResult> {
    if (!isJob(job.data)) throw new this.bullmq.UnrecoverableError('that is no trial of this version of dlx');
    const { task, store } = job.data;
    const { listener, patience = PATIENCE_MS } = this.options;
    const run = runIn(job.progress);
    const back = (error: Refused) => this.giveBack(job, token, run, error);
    const reason = this.refused.get(task.sweep) ?? this.elsewhere(store);
    if (reason !== undefined) return back(new Refused(reason, true));
    const stop = new AbortController();
    this.active.add(stop);
    const line = { look: (id: string) => this.bullmq.Job.fromId<JobData>(this.worker, id) };
    const attendance = new Attendance(job, run, { line, stop, patience }, (id) => listener.began(task, id));
    let end: TrialEnd;
    try {
      end = await trainTask(this.workshop, task, run, attendance, stop);
    } catch (error) {
      await attendance.end();
      if (error instanceof Refused) return back(error);
      const why = error instanceof UserError ? error.problems[0]!.message : (error as Error).message;
      listener.back(task, why);
      throw new Error(why);
    } finally {
      this.active.delete(stop);
    }
    this.stepBack = STEP_BACK_MS.first;
    const leaves = end.status === 'interrupted' && this.options.signal.aborted;
    await attendance.end(leaves ? undefined : end);
    if (leaves) return this.leave(job, token);
    listener.ended(task, end);
    return { end, worker: this.workshop.worker };
  }

  /** A sweep and its workers put runs into the same store, or none does. */
  private elsewhere(store: string | null): string | undefined {
    if (store === this.identity) return undefined;
    if (store === null) return 'the sweep has no store, and the worker has one: give both the same --store';
    return this.identity === null
      ? 'the sweep has a store, and the worker has none: give it the same --store'
      : 'the sweep has another store than the worker: give both the same --store';
  }

  /** To another worker, at once; this one takes nothing for a while. */
  private async giveBack(
    job: Job<JobData>,
    token: string,
    run: string | null,
    { message, forGood }: Refused,
  ): Promise<never> {
    const { task } = job.data;
    const { DelayedError, WaitingError } = this.bullmq;
    // Of a sweep that is refused for good, once.
    if (!this.refused.has(task.sweep)) this.options.listener.back(task, message);
    if (!forGood) {
      await job.moveToDelayed(Date.now() + LATER_MS, token);
      throw new DelayedError();
    }
    this.refused.set(task.sweep, message);
    await job.log(JSON.stringify([{ refused: message, worker: this.workshop.worker }]));
    await job.updateProgress({ run });
    await this.worker.pause(true);
    setTimeout(() => this.options.signal.aborted || void this.worker.resume(), this.stepBack).unref();
    this.stepBack = Math.min(STEP_BACK_MS.longest, this.stepBack * STEP_BACK_MS.growth);
    await job.moveToWait(token);
    throw new WaitingError();
  }

  /** This worker ends, and the trial goes on elsewhere. */
  private async leave(job: Job<JobData>, token: string): Promise<never> {
    this.options.listener.back(job.data.task, 'this worker ends');
    await job.moveToWait(token);
    throw new this.bullmq.WaitingError();
  }
}
