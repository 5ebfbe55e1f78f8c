import type { Job } from 'bullmq';
import type { TrialEnd, TrialWatcher } from '../executor.js';
import type { JobData, JobProgress, Told } from './jobs.js';

/** What a worker needs of a queue while it trains. */
export interface Line {
  /** The job as it is now; undefined for one that Redis has lost. */
  look(id: string): Promise<Job<JobData> | undefined>;
}

/** How often who sweeps hears of epochs, and is asked whether the trial is to be interrupted. */
const TELL_MS = 250;
const LOOK_MS = 1000;
/** An answer is looked for soon, then less and less often. */
const ANSWER_MS = { first: 15, growth: 1.5, longest: 500 } as const;

export interface AttendOptions {
  readonly line: Line;
  /** Interrupts the trial. */
  readonly stop: AbortController;
  /** ms to wait for an answer; then the trial gives its place to another, and goes on another time. */
  readonly patience: number;
}

/** Between a trial that is trained here and who sweeps: tells what happens, brings answers. A queue that is away is no error. */
export class Attendance implements TrialWatcher {
  private pending: Told[] = [];
  private telling: Promise<void> | undefined;
  private readonly timers: readonly NodeJS.Timeout[];
  private progress: JobProgress;

  constructor(
    private readonly job: Job<JobData>,
    run: string | null,
    private readonly options: AttendOptions,
    private readonly onStart: (run: string) => void,
  ) {
    this.progress = { run };
    this.timers = [
      setInterval(() => void this.tell(), TELL_MS),
      setInterval(() => void this.lookForStop(), LOOK_MS),
    ];
  }

  started(run: string): void {
    this.progress = { run };
    this.pending.push({ run });
    void this.tell();
    this.onStart(run);
  }

  epoch(epoch: number, values: Parameters<TrialWatcher['epoch']>[1]): void {
    this.pending.push({ epoch, values });
  }

  /** What who sweeps says; where nobody says anything in time, the trial is interrupted. */
  async goesOn(epoch: number): Promise<boolean> {
    const { stop, patience } = this.options;
    this.pending.push({ ask: epoch });
    void this.tell();
    const end = performance.now() + patience;
    for (let wait: number = ANSWER_MS.first; !stop.signal.aborted; ) {
      await pause(wait);
      const answer = (await this.look())?.data.answers[epoch];
      if (answer !== undefined) return answer;
      if (performance.now() > end) stop.abort();
      wait = Math.min(ANSWER_MS.longest, wait * ANSWER_MS.growth);
    }
    return true;
  }

  /** Tells what is left to tell, and what came of it; afterwards nothing is told any more. */
  async end(end?: TrialEnd): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    if (end) this.pending.push({ end });
    await this.tell();
  }

  /** In the order in which it happened. */
  private tell(): Promise<void> {
    this.telling ??= this.tellAll().finally(() => {
      this.telling = undefined;
    });
    return this.telling;
  }

  private async tellAll(): Promise<void> {
    while (this.pending.length > 0) {
      const some = this.pending;
      this.pending = [];
      try {
        await this.job.log(JSON.stringify(some));
        // Wakes who sweeps.
        await this.job.updateProgress(this.progress);
      } catch {
        // The job is lost, or another's: what comes of the trial is told at its end.
        return;
      }
    }
  }

  private async lookForStop(): Promise<void> {
    if ((await this.look())?.data.stop) this.options.stop.abort();
  }

  private look(): Promise<Job<JobData> | undefined> {
    return this.options.line.look(this.job.id!).catch(() => undefined);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
