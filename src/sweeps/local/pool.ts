import { resolve } from 'node:path';
import { EXIT } from '../../errors.js';
import type { Executor, TrialEnd, TrialTask, TrialWatcher } from '../executor.js';
import { Crashed, WorkerProcess } from './worker-process.js';

export interface LocalOptions {
  /** Processes: trials at a time. */
  readonly workers: number;
  readonly runsDir: string;
}

/** Trains trials in processes of this machine, which are started when they are needed and kept. */
export function localExecutor(options: LocalOptions): Executor {
  return new Pool(options);
}

class Pool implements Executor {
  readonly slots: number;
  private readonly runsDir: string;
  private readonly idle: WorkerProcess[] = [];
  private readonly all = new Set<WorkerProcess>();
  private closed = false;

  constructor({ workers, runsDir }: LocalOptions) {
    this.slots = workers;
    this.runsDir = resolve(runsDir);
  }

  /** A process that ends in the middle may have been ended by anything: the trial goes on in another one, once. */
  async run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
    try {
      return await this.attempt(task, watcher, signal);
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
      if (signal.aborted || this.closed) return ended(error, 'interrupted');
      try {
        return await this.attempt({ ...task, run: error.run }, watcher, signal);
      } catch (again) {
        if (!(again instanceof Crashed)) throw again;
        return ended(again, signal.aborted || this.closed ? 'interrupted' : 'failed');
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.all].map((worker) => worker.close()));
  }

  private async attempt(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
    const worker = this.take();
    try {
      return await worker.run(task, watcher, signal);
    } finally {
      if (worker.alive) this.idle.push(worker);
      else this.all.delete(worker);
    }
  }

  private take(): WorkerProcess {
    for (let worker = this.idle.pop(); worker; worker = this.idle.pop()) if (worker.alive) return worker;
    const worker = new WorkerProcess(this.runsDir);
    this.all.add(worker);
    return worker;
  }
}

const ended = ({ message, run }: Crashed, status: 'interrupted' | 'failed'): TrialEnd => ({
  status,
  run,
  data_hash: null,
  epochs: 0,
  final: {},
  seconds: null,
  error: status === 'failed' ? { message, exit_code: EXIT.training } : null,
});
