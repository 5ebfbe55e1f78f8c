import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Executor, TrialEnd, TrialTask, TrialWatcher } from '../../src/sweeps/executor.js';
import { type LaunchOptions, launchSweep } from '../../src/sweeps/launch.js';
import { temporaryFolder } from '../runs/temporary.js';

export const EXPERIMENT = `name: small
data:
  dataset: {synthetic_classification: {samples: 120, features: 4, classes: 3}}
  split: {validation: 0.25}
architecture:
  - Dense: {units: 6, activation: relu}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 2, batch_size: 32}
engine: cpu
`;

/** What an experiment would come to, from the overrides of its trial and an epoch (1-based). */
export type Law = (values: ReadonlyMap<string, unknown>, epoch: number) => number;

/** Trains nothing: an executor whose trials come to what a law says, and end in an order that is hard to foresee. */
export class Pretended implements Executor {
  readonly tasks: TrialTask[] = [];
  /** Epochs that were trained. */
  epochs = 0;
  closed = false;
  private readonly had = new Map<number, number>();

  constructor(
    readonly slots: number,
    private readonly law: Law,
    private readonly length = 2,
  ) {}

  async run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd> {
    this.tasks.push(task);
    const values = new Map(task.overrides.map((one) => split(one)));
    const run = `20260101T000000Z-small-${task.experiment_hash.slice(0, 8)}`;
    let epoch = task.run === null ? 0 : (this.had.get(task.number) ?? 0);
    const end = (status: TrialEnd['status']): TrialEnd => {
      const val_loss = epoch === 0 ? null : this.law(values, epoch);
      const failed = status === 'completed' && !Number.isFinite(val_loss);
      return {
        status: failed ? 'failed' : status,
        run,
        data_hash: null,
        epochs: epoch,
        final: epoch === 0 ? {} : { validation: { loss: val_loss } },
        seconds: epoch / 10,
        error: failed ? { message: 'the loss is NaN', exit_code: 3 } : null,
      };
    };
    watcher.started(run);
    while (epoch < this.length) {
      for (let turns = (task.number * 7919) % 5; turns >= 0; turns--) await new Promise(setImmediate);
      if (signal.aborted) return end('interrupted');
      epoch++;
      this.epochs++;
      this.had.set(task.number, epoch);
      watcher.epoch(epoch, { val_loss: this.law(values, epoch) });
      if (task.decisions.includes(epoch) && !watcher.goesOn(epoch)) return end('stopped');
    }
    return end('completed');
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

function split(override: string): [string, unknown] {
  const at = override.indexOf('=');
  try {
    return [override.slice(0, at), JSON.parse(override.slice(at + 1))];
  } catch {
    return [override.slice(0, at), override.slice(at + 1)];
  }
}

/** A sweep file beside `EXPERIMENT`, and a folder of runs. */
export function sweepOf(text: string, experiment = EXPERIMENT) {
  const folder = temporaryFolder();
  const file = join(folder, 'sweep.yaml');
  const write = (sweep: string) => writeFileSync(file, `experiment: small.yaml\n${sweep}`);
  writeFileSync(join(folder, 'small.yaml'), experiment);
  write(text);
  const runsDir = join(folder, 'runs');
  const run = (executor: Executor, options: LaunchOptions & { resume?: string } = {}) => {
    const { resume, ...more } = options;
    const source = resume === undefined ? { file } : { resume };
    return launchSweep(source, { runsDir, workers: executor.slots, executor: () => executor, ...more });
  };
  return { folder, file, runsDir, run, write };
}
