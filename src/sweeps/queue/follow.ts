import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import { EXIT, UserError } from '../../errors.js';
import type { TrialEnd, TrialWatcher } from '../executor.js';
import { type JobData, jobId, jobOptions, resultIn, runIn, toldIn } from './jobs.js';

/** Events say at once what has happened; what they have missed is found so often. */
const POLL_MS = 2000;
/** How long a trial that is to be interrupted may take to write where it stands. */
const GRACE_MS = 15_000;

/** What follows a job. */
export interface Follower {
  readonly watcher: TrialWatcher;
  readonly signal: AbortSignal;
  refused(worker: string, reason: string): void;
  /** An end that is known though the job has none. */
  known(): Promise<TrialEnd | undefined>;
  /** What is to be called when something has happened to the job. */
  woken(wake: () => void): void;
}

/**
 * Adds a job, if it is not there already, and follows it to its end: tells the watcher what its worker tells, answers what
 * it asks. A job that Redis has lost is added again.
 *
 * @throws UserError (exit 4) for a job that came to no end, however often it was tried.
 */
export async function follow(queue: Queue<JobData>, data: JobData, follower: Follower): Promise<TrialEnd> {
  const over = new AbortController();
  try {
    // A Redis that is away keeps commands waiting; whoever interrupts the sweep does not wait for it.
    const end = new Following(queue, data, follower, new Bell(follower, over.signal), over.signal).end();
    return await Promise.race([end, givenUp(follower.signal, over.signal)]);
  } finally {
    over.abort();
  }
}

/** Comes a while after a trial was to be interrupted. */
async function givenUp(signal: AbortSignal, over: AbortSignal): Promise<TrialEnd> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: over });
  });
  await sleep(GRACE_MS, undefined, { signal: over, ref: false }).catch(() => {});
  return interrupted(null);
}

class Following {
  /** Lines of the log that were told. */
  private lines = 0;
  private isFirst = true;

  constructor(
    private readonly queue: Queue<JobData>,
    private data: JobData,
    private readonly follower: Follower,
    private readonly bell: Bell,
    private readonly over: AbortSignal,
  ) {}

  async end(): Promise<TrialEnd> {
    const id = jobId(this.data.task);
    while (!this.over.aborted) {
      const job = await this.queue.getJob(id);
      const end = job ? await this.look(job) : await this.add();
      if (end) return end;
      if (job) await this.bell.wait(POLL_MS);
    }
    return interrupted(null);
  }

  /** A job that is not there: it is new, or was lost with all that Redis knew. */
  private async add(): Promise<TrialEnd | undefined> {
    if (this.follower.signal.aborted) return interrupted(null);
    const known = this.isFirst ? undefined : await this.follower.known();
    if (known) return known;
    this.isFirst = false;
    this.lines = 0;
    const { task } = this.data;
    await this.queue.add(`trial ${task.number}`, this.data, jobOptions(task));
    return undefined;
  }

  private async look(job: Job<JobData>): Promise<TrialEnd | undefined> {
    const wasThere = this.isFirst;
    this.isFirst = false;
    const { asked, end } = await this.tell(job);
    if (end) {
      // Whoever else trains it, because the first was taken for dead, need not.
      if (!job.finishedOn) await job.updateData({ ...job.data, stop: true });
      return end;
    }
    if (job.finishedOn) {
      const result = resultIn(job.returnvalue);
      if (result) return result.end;
      // Of an earlier try of the sweep: what was in its way may be gone.
      if (!wasThere) throw failed(job);
      await job.retry(job.failedReason === undefined ? 'completed' : 'failed', { resetAttemptsMade: true });
      return undefined;
    }
    if (this.follower.signal.aborted) return this.interrupt(job);
    // Of an earlier try of the sweep, which was interrupted.
    if (job.data.stop) await job.updateData({ ...job.data, stop: false });
    const open = asked.filter((epoch) => job.data.answers[epoch] === undefined);
    if (open.length === 0) return undefined;
    const answers = { ...job.data.answers };
    for (const epoch of open) answers[epoch] = await this.follower.watcher.goesOn(epoch);
    this.data = { ...job.data, answers };
    await job.updateData(this.data);
    return undefined;
  }

  /** Tells what is new in the log; returns the epochs after which a worker asks, and the end that one has told. */
  private async tell(job: Job<JobData>): Promise<{ asked: readonly number[]; end?: TrialEnd }> {
    const { watcher, refused } = this.follower;
    const { logs } = await this.queue.getJobLogs(job.id!, this.lines);
    this.lines += logs.length;
    const asked: number[] = [];
    for (const told of logs.flatMap(toldIn)) {
      if ('run' in told) watcher.started(told.run);
      else if ('epoch' in told) watcher.epoch(told.epoch, told.values);
      else if ('ask' in told) asked.push(told.ask);
      else if ('end' in told) return { asked, end: told.end };
      else refused(told.worker, told.refused);
    }
    return { asked };
  }

  /** One that nobody has taken is removed; a worker is told, and has some time to say where it stands. */
  private async interrupt(job: Job<JobData>): Promise<TrialEnd | undefined> {
    if ((await this.queue.remove(job.id!).catch(() => 0)) === 1) return interrupted(runIn(job.progress));
    if (!job.data.stop) await job.updateData({ ...job.data, stop: true });
    return undefined;
  }
}

/** Rings when something has happened to a job. */
class Bell {
  private rung = false;
  private ring: (() => void) | undefined;

  constructor({ woken, signal }: Follower, over: AbortSignal) {
    const wake = () => {
      this.rung = true;
      this.ring?.();
    };
    woken(wake);
    signal.addEventListener('abort', wake, { once: true, signal: over });
  }

  async wait(most: number): Promise<void> {
    const end = new AbortController();
    const rings = new Promise<void>((resolve) => {
      this.ring = resolve;
      if (this.rung) resolve();
    });
    await Promise.race([rings, sleep(most, undefined, { signal: end.signal }).catch(() => {})]);
    end.abort();
    this.rung = false;
  }
}

const interrupted = (run: string | null): TrialEnd => ({
  status: 'interrupted',
  run,
  data_hash: null,
  epochs: 0,
  final: {},
  seconds: null,
  error: null,
});

function failed({ data, failedReason }: Job<JobData>): UserError {
  const message = `no worker could train trial ${data.task.number}: ${failedReason ?? 'what came of it cannot be read'}`;
  const hint = 'when that is mended, `dlx sweep --resume` goes on; the workers say more';
  return new UserError({ message, hint }, EXIT.io);
}
