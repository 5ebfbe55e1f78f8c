import { type ChildProcess, fork } from 'node:child_process';
import { bundled } from '../../bundled.js';
import { EXIT, type Problem, UserError } from '../../errors.js';
import type { TrialEnd, TrialTask, TrialWatcher } from '../executor.js';
import type { FromWorker, ToWorker } from './messages.js';

/** How long a process may take to end once it has no parent any more. */
const PATIENCE_MS = 10_000;
/** How long to wait for what it said before it ended. */
const LAST_WORDS_MS = 500;
/** Of what it said on stderr. */
const MOST_WORDS = 2000;

/** The process has ended in the middle of a trial. */
export class Crashed extends Error {
  constructor(
    reason: string,
    /** Of the trial, where it had begun. */
    readonly run: string | null,
  ) {
    super(reason);
    this.name = 'Crashed';
  }
}

interface Work {
  readonly watcher: TrialWatcher;
  run: string | null;
  resolve(end: TrialEnd): void;
  reject(error: Error): void;
}

/**
 * A process that trains one trial after the other. A process and not a thread: one that computes cannot be ended, and what
 * kills it would take the sweep along.
 */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly gone: Promise<void>;
  private work: Work | undefined;
  private words = '';
  /** False once it has ended, or is about to. */
  alive = true;

  constructor(private readonly runsDir: string) {
    this.child = fork(bundled('trial-worker.js'), [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.words = (this.words + text).slice(-MOST_WORDS);
    });
    this.child.on('message', (message: FromWorker) => this.hear(message));
    // A message to a process that has just ended: what that means is told by its exit.
    this.child.on('error', () => {});
    this.gone = new Promise((resolve) => {
      // Not `close`, which does not come where the parent has ended the connection.
      this.child.once('exit', async (code, signal) => {
        this.alive = false;
        resolve();
        if (!this.work) return;
        await this.lastWords();
        this.work?.reject(new Crashed(this.reason(code, signal), this.work.run));
      });
    });
  }

  /** @throws Crashed where the process ended; UserError for what went wrong with more than this trial. */
  async run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
    const stop = () => this.send({ type: 'stop' });
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<TrialEnd>((resolve, reject) => {
        this.work = { watcher, run: task.run, resolve, reject };
        this.send({ type: 'run', task, runsDir: this.runsDir });
        if (signal.aborted) stop();
      });
    } finally {
      signal.removeEventListener('abort', stop);
      this.work = undefined;
    }
  }

  /** Ends it: in order if it does so in time. */
  async close(): Promise<void> {
    this.alive = false;
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
    await this.gone;
    clearTimeout(timer);
  }

  private hear(message: FromWorker): void {
    const { work } = this;
    if (!work) return;
    if (message.type === 'started') {
      work.run = message.run;
      work.watcher.started(message.run);
    } else if (message.type === 'epoch') work.watcher.epoch(message.epoch, message.values);
    else if (message.type === 'ask') void this.answer(work, message.epoch);
    else if (message.type === 'ended') work.resolve(message.end);
    else work.reject(broken(message));
  }

  private async answer(work: Work, epoch: number): Promise<void> {
    try {
      const goesOn = await work.watcher.goesOn(epoch);
      if (this.work === work) this.send({ type: 'answer', goesOn });
    } catch (error) {
      work.reject(error as Error);
    }
  }

  private send(message: ToWorker): void {
    if (this.child.connected) this.child.send(message);
  }

  /** What it said last may still be on its way. */
  private async lastWords(): Promise<void> {
    const { stderr } = this.child;
    if (stderr!.readableEnded) return;
    const ended = new Promise((resolve) => stderr!.once('end', resolve));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))]);
  }

  private reason(code: number | null, signal: string | null): string {
    const how = signal === null ? `exited with ${code}` : `was ended by ${signal}`;
    const last = this.words.trim();
    return `the process that trained it ${how}${last ? `: ${last}` : ''}`;
  }
}

function broken({ problems, exitCode }: { problems: readonly Problem[]; exitCode: number }): UserError {
  const known = Object.values(EXIT).find((code) => code === exitCode);
  return new UserError(problems, known ?? EXIT.bug);
}
