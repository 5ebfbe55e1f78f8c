import type { Logs, Watcher } from '../callbacks/callback.js';
import { batchRows, epochOrder } from '../datasets/batches.js';
import type { Rows } from '../datasets/dataset.js';
import type { Runtime } from '../engines/engine.js';
import { EXIT, UserError } from '../errors.js';
import type { Training } from '../experiment/types.js';
import type { Chosen, Plan } from '../model/plan.js';
import { trainStep } from '../model/step.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { BatchProgram } from './batch-program.js';
import type { EpochResult } from './epoch.js';
import type { Evaluator } from './evaluate.js';
import { type Feed, trainingFeed } from './feed.js';
import type { TrainingListener } from './listener.js';
import { Sums } from './sums.js';
import type { Weights } from './weights.js';

export interface TrainOptions {
  readonly plan: Plan;
  readonly runtime: Runtime;
  readonly weights: Weights;
  readonly evaluator: Evaluator;
  readonly optimizer: Chosen<Optimizer>;
  readonly training: Training;
  readonly seed: number;
  readonly train: Rows;
  readonly validation?: Rows;
  readonly watchers: readonly Watcher[];
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
  /** Called once, when the first step has been compiled. */
  onStart(): Promise<void>;
  onEpoch(result: EpochResult): void;
}

export interface TrainResult {
  readonly epochs: number;
  /** Values of the last epoch that ended. */
  readonly logs?: Logs;
  readonly valLogs?: Logs;
  /** Why training ended before its last epoch. */
  readonly stopReason?: string;
  readonly interrupted: boolean;
  /** The kept weights were put back: values of the last epoch are not theirs. */
  readonly restored: boolean;
}

/**
 * The training loop: for every epoch all batches of a new order, the smaller last one included; then
 * validation, callbacks and the record.
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const trainer = new Trainer(options);
  try {
    return await trainer.run();
  } finally {
    await trainer.release();
  }
}

class Trainer {
  private readonly programs = new Map<number, BatchProgram>();
  private readonly sums: Sums;
  private readonly feed: Feed;
  private readonly rows: number;
  private readonly batch: number;
  private kept: ReturnType<Weights['snapshot']> | undefined;
  private step = 0;

  constructor(private readonly options: TrainOptions) {
    const { plan, training, train: rows } = options;
    this.sums = new Sums(plan);
    this.rows = rows.x.shape[0]!;
    this.batch = batchRows(training.batch_size, this.rows);
    this.feed = trainingFeed(rows, this.batch);
  }

  async run(): Promise<TrainResult> {
    const { training, listener, plan } = this.options;
    const stepsPerEpoch = Math.ceil(this.rows / this.batch);
    const metrics = plan.metrics.map(({ part }) => part.name);
    // Before the bar appears, so that a graph that does not compile is an error before training starts.
    await this.program(this.batch);
    await this.options.onStart();
    listener.start({ epochs: training.epochs, stepsPerEpoch, rows: this.rows, metrics });
    let epoch = 0;
    let stopReason: string | undefined;
    let interrupted = false;
    try {
      while (epoch < training.epochs && stopReason === undefined) {
        interrupted = !(await this.epoch(epoch + 1));
        if (interrupted) break;
        epoch++;
        stopReason = this.verdict;
      }
    } finally {
      listener.end(stopReason === undefined ? {} : { reason: stopReason });
    }
    const restored = this.restore();
    return {
      ...this.last,
      epochs: epoch,
      ...(stopReason !== undefined && { stopReason }),
      interrupted,
      restored,
    };
  }

  /** What the callbacks said at the end of the last epoch. */
  private verdict: string | undefined;
  private last: { logs?: Logs; valLogs?: Logs } = {};

  /** Trains one epoch; false if it was interrupted. */
  private async epoch(epoch: number): Promise<boolean> {
    const { training, seed, validation, weights, listener, signal } = this.options;
    const started = performance.now();
    if (training.shuffle) this.feed.reorder(epochOrder(this.rows, seed, epoch, true));
    const event = { epoch, step: 0, samples: 0, logs: () => this.sums.logs() };
    this.sums.clear();
    for (let start = 0; start < this.rows; start += this.batch) {
      if (signal?.aborted) return false;
      const size = Math.min(this.batch, this.rows - start);
      const program = this.programs.get(size) ?? (await this.program(size));
      await program.run(start, seed, this.step);
      this.update(program, epoch);
      event.step++;
      event.samples += size;
      listener.batch(event);
    }
    const logs = this.sums.logs();
    const valLogs = validation && (await this.options.evaluator.evaluate(validation));
    const seconds = (performance.now() - started) / 1000;
    const learningRate = this.learningRate();
    listener.epoch({ epoch, logs, ...(valLogs && { valLogs }), seconds, learningRate });
    const all: Record<string, number> = { ...logs };
    for (const [name, value] of Object.entries(valLogs ?? {})) all[`val_${name}`] = value;
    this.options.onEpoch({
      epoch,
      step: this.step,
      logs: all,
      learningRate,
      seconds,
      weightsHash: weights.hash(),
    });
    this.last = { logs, ...(valLogs && { valLogs }) };
    this.verdict = this.consult(epoch, all);
    return true;
  }

  private update(program: BatchProgram, epoch: number): void {
    const { optimizer, weights, plan } = this.options;
    const sums = program.outputs.get('sums')!;
    this.step++;
    if (!Number.isFinite(sums[0])) {
      throw new UserError(
        {
          message: `the loss became ${sums[0]} in epoch ${epoch}, step ${this.step}`,
          hint: 'lower the learning rate, scale the inputs (data.preprocess), or look for extreme values in the data',
        },
        EXIT.training,
      );
    }
    this.sums.add(sums, program.size);
    optimizer.part.update(optimizer.options as never, weights.vectors, this.step, this.learningRate());
    for (const weight of plan.layout.weights) {
      if (weight.trained) continue;
      const updated = program.outputs.get(`s:${weight.key}`);
      if (updated) weights.view(weight).set(updated as Float32Array);
    }
  }

  private learningRate(): number {
    return this.options.optimizer.options.learning_rate as number;
  }

  private consult(epoch: number, logs: Logs): string | undefined {
    let reason: string | undefined;
    for (const watcher of this.options.watchers) {
      const verdict = watcher.epochEnd(epoch - 1, logs);
      if (verdict.keep) this.kept = this.options.weights.snapshot();
      reason ??= verdict.stop;
    }
    return reason;
  }

  private restore(): boolean {
    const wanted = this.options.watchers.some((watcher) => watcher.trainEnd?.().restore);
    if (!wanted || !this.kept) return false;
    this.options.weights.restore(this.kept);
    return true;
  }

  private async program(size: number): Promise<BatchProgram> {
    let program = this.programs.get(size);
    if (!program) {
      const { runtime, plan, weights } = this.options;
      program = await BatchProgram.compile(
        runtime,
        plan,
        size,
        'train',
        trainStep(plan, size),
        weights,
        this.feed,
      );
      this.programs.set(size, program);
    }
    return program;
  }

  async release(): Promise<void> {
    for (const program of this.programs.values()) await program.release();
  }
}
