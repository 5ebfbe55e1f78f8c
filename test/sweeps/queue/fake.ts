import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstRecord, type RunStart, startClock } from '../../../src/runs/start.js';
import type { Executor, TrialEnd, TrialTask, TrialWatcher } from '../../../src/sweeps/executor.js';
import { type ServeListener, type ServeOptions, serve } from '../../../src/sweeps/queue/serve.js';
import { startOf } from '../../runs/made.js';

export interface FakeOptions {
  /** ms an epoch. */
  readonly pause?: number;
  readonly epochs?: number;
  readonly dataHash?: string;
  /** Called when a trial begins. */
  onRun?(task: TrialTask): void;
  /** What is thrown instead of training. */
  fails?(task: TrialTask): Error | undefined;
}

/** In the place of processes that train: the same events and real records, with made-up numbers. */
export function fakeExecutor(runsDir: string, slots: number, options: FakeOptions = {}): Executor {
  const { pause = 5, epochs = 3, dataHash = 'd'.repeat(64) } = options;
  return {
    slots,
    async run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
      options.onRun?.(task);
      const error = options.fails?.(task);
      if (error) throw error;
      const id = task.run ?? idOf(task);
      const folder = join(runsDir, id);
      mkdirSync(folder, { recursive: true });
      const start: RunStart = { ...startOf('fake'), dataHash, parent: task.sweep };
      writeFileSync(
        join(folder, 'run.json'),
        JSON.stringify(firstRecord(id, start, { commit: null, dirty: null }, startClock())),
      );
      watcher.started(id);
      let [epoch, status]: [number, TrialEnd['status']] = [0, 'completed'];
      while (epoch < epochs) {
        await sleep(pause);
        if (signal.aborted) {
          status = 'interrupted';
          break;
        }
        epoch++;
        watcher.epoch(epoch, { loss: 1 / epoch, val_loss: task.number + 1 / epoch });
        if (task.decisions.includes(epoch) && !(await watcher.goesOn(epoch))) {
          status = 'stopped';
          break;
        }
      }
      if (signal.aborted && epoch < epochs) status = 'interrupted';
      const final = { validation: { loss: task.number + 1 / epoch } };
      return { status, run: id, data_hash: dataHash, epochs: epoch, final, seconds: 0.1, error: null };
    },
    async close() {},
  };
}

let made = 0;
const idOf = ({ number }: TrialTask) => {
  const second = String(made++ % 60).padStart(2, '0');
  return `20261122T0750${second}Z-fake-${number.toString(16).padStart(8, '0')}-${process.pid}${made}`;
};

export const SWEEP = 'sweep-20261122T075012Z-fake-1a2b3c4d';

export const taskOf = (number: number, change: Partial<TrialTask> = {}): TrialTask => ({
  sweep: SWEEP,
  number,
  attempt: 0,
  experiment: { file: join(import.meta.dirname, 'fake.yaml'), text: 'name: fake\n' },
  overrides: [],
  experiment_hash: 'e'.repeat(64),
  run: null,
  decisions: [],
  ...change,
});

/** Everything that a watcher hears, in order. */
export class Heard implements TrialWatcher {
  readonly runs: string[] = [];
  readonly epochs: number[] = [];
  readonly asked: number[] = [];

  constructor(private readonly answer: (epoch: number) => boolean = () => true) {}

  started(run: string): void {
    this.runs.push(run);
  }

  epoch(epoch: number): void {
    this.epochs.push(epoch);
  }

  goesOn(epoch: number): boolean {
    this.asked.push(epoch);
    return this.answer(epoch);
  }
}

const silent: ServeListener = { ready() {}, began() {}, ended() {}, back() {} };

/** A worker in this process. */
export async function startWorker(
  options: Pick<ServeOptions, 'queue' | 'runsDir'> & Partial<ServeOptions> & { readonly fake?: FakeOptions },
) {
  const notes: string[] = [];
  const backs: string[] = [];
  const controller = new AbortController();
  const { fake, ...rest } = options;
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const done = serve({
    workers: 1,
    executor: (runsDir, workers) => fakeExecutor(runsDir, workers, fake),
    signal: controller.signal,
    note: (sentence) => notes.push(sentence),
    lock: 2000,
    ...rest,
    listener: {
      ...silent,
      ready: isReady,
      back: (_task, reason) => void backs.push(reason),
      ...rest.listener,
    },
  });
  await Promise.race([ready, done]);
  const stop = async () => {
    controller.abort();
    await done;
  };
  return { notes, backs, stop };
}
