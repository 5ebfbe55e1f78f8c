import type { Logs } from '../callbacks/callback.js';
import { batchRows, epochOrder } from '../datasets/batches.js';
import { trainStep } from '../model/step.js';
import { rateAt } from '../optimizers/learning-rate.js';
import { Updates } from '../optimizers/updates.js';
import { augmentedFeed } from './augment/feed.js';
import { BatchProgram } from './batch-program.js';
import { Breath } from './breath.js';
import type { Moment } from './checkpoint/schedule.js';
import type { EpochResult } from './epoch.js';
import { type Feed, trainingFeed } from './feed.js';
import { explained } from './finite/diagnose.js';
import { type Fault, Guard } from './finite/guard.js';
import type { TrainOptions, TrainResult } from './options.js';
import { Position } from './position.js';

export type { TrainOptions, TrainResult } from './options.js';

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
  private readonly feed: Feed;
  private readonly rows: number;
  private readonly batch: number;
  private readonly steps: number;
  private readonly at: Position;
  private readonly updates: Updates;
  private guard!: Guard;
  private readonly breath = new Breath();

  constructor(private readonly options: TrainOptions) {
    const { plan, training, train: rows } = options;
    this.at = new Position(options);
    this.updates = new Updates(options.optimizer, options.weights.vectors);
    this.rows = rows.x.shape[0]!;
    this.batch = batchRows(training.batch_size, this.rows);
    this.steps = Math.ceil(this.rows / this.batch);
    this.feed =
      plan.augment.length > 0
        ? augmentedFeed(rows, this.batch, plan.augment, options.seed)
        : trainingFeed(rows, this.batch);
  }

  async run(): Promise<TrainResult> {
    const { training, listener, plan, weights, optimizer } = this.options;
    const metrics = plan.heads.flatMap((head) => head.metrics.map(({ log }) => head.prefix + log));
    // Before the bar appears, so that a graph that does not compile is an error before training starts.
    await this.program(this.batch);
    const folder = await this.options.onStart();
    listener.start({ folder, epochs: training.epochs, stepsPerEpoch: this.steps, rows: this.rows, metrics });
    const { at } = this;
    this.updates.begin();
    at.start();
    const slots = optimizer.part.slots(optimizer.options as never);
    this.guard = new Guard(weights, slots, training.on_nan === 'skip');
    const isDone = () => at.epochs >= training.epochs || at.stopReason !== undefined;
    let interrupted = false;
    let ended: string | undefined;
    try {
      while (!isDone() && !interrupted && ended === undefined) {
        interrupted = !(await this.epoch(at.epochs + 1));
        if (!interrupted && !isDone()) ended = await this.options.afterEpoch?.(at.epochs);
      }
    } finally {
      listener.end(at.stopReason === undefined ? {} : { reason: at.stopReason });
    }
    this.offer('end');
    const { epochs, stopReason } = at;
    // Weights are put back at the end alone: who goes on needs those of now.
    const averaged = ended === undefined && !interrupted && this.updates.finish();
    const restored = (ended === undefined && this.restore()) || averaged;
    const reasons = {
      ...(stopReason !== undefined && { stopReason }),
      ...(ended !== undefined && { ended }),
    };
    return { ...at.last, epochs, ...reasons, interrupted, restored };
  }

  /** Trains one epoch; false if it was interrupted. */
  private async epoch(epoch: number): Promise<boolean> {
    const { training, seed, validation, weights, listener, signal } = this.options;
    this.feed.begin?.(epoch);
    if (training.shuffle) this.feed.reorder(epochOrder(this.rows, seed, epoch, true));
    const { at } = this;
    const step = Math.ceil(at.rows / this.batch);
    const event = { epoch, step, samples: at.rows, logs: () => at.sums.logs() };
    while (at.rows < this.rows) {
      await this.breath.take();
      if (signal?.aborted) return false;
      const start = at.rows;
      const size = Math.min(this.batch, this.rows - start);
      const program = this.programs.get(size) ?? (await this.program(size));
      await program.run(start, seed, at.step);
      const fault = this.update(program);
      if (fault) await this.pass(fault, program, epoch);
      at.rows += size;
      event.step++;
      event.samples += size;
      listener.batch(event);
      if (at.rows < this.rows) this.offer('step');
    }
    const logs = at.sums.logs();
    const valLogs = validation && (await this.options.evaluator.evaluate(validation, signal, this.batch));
    // All rows are done, and who goes on from there validates first.
    if (validation && !valLogs) return false;
    const seconds = at.epochSeconds;
    const learningRate = this.learningRate();
    const skipped = training.on_nan === 'skip' && { skipped: at.skipped.epoch };
    listener.epoch({ epoch, logs, ...(valLogs && { valLogs }), seconds, learningRate, ...skipped });
    const all: Record<string, number> = { ...logs };
    for (const [name, value] of Object.entries(valLogs ?? {})) all[`val_${name}`] = value;
    const weightsHash = weights.hash();
    const { step: done } = at;
    const result: EpochResult = {
      epoch,
      step: done,
      logs: all,
      learningRate,
      seconds,
      weightsHash,
      ...skipped,
    };
    this.options.onEpoch(result);
    at.endEpoch(result, this.consult(epoch, all));
    this.offer('epoch');
    return true;
  }

  /** Makes the step that a program has computed, or says what of it is not finite. */
  private update(program: BatchProgram): Fault | undefined {
    const { weights, plan } = this.options;
    const { at, guard } = this;
    const { outputs } = program;
    const rate = this.learningRate();
    at.step++;
    const fault = guard.before(outputs, rate);
    if (fault) return fault;
    // A skipped step has moved no slot: it does not count among those that Adam corrects its averages for.
    this.updates.run(at.step - at.skipped.total, rate);
    const overflow = guard.after();
    if (overflow) return overflow;
    at.sums.add(outputs.get('sums')!, program.size);
    for (const weight of plan.layout.weights) {
      if (weight.trained) continue;
      const updated = outputs.get(`s:${weight.key}`);
      if (updated) weights.view(weight).set(updated as Float32Array);
    }
    return undefined;
  }

  /** Goes on as if there had been no such step, or ends training with the layer where it begins. */
  private async pass(fault: Fault, { outputs, size }: BatchProgram, epoch: number): Promise<void> {
    const { at } = this;
    const skip = this.options.training.on_nan === 'skip' && this.guard.undo(fault);
    if (skip && ++at.skipped.epoch < this.steps) {
      at.skipped.total++;
      return;
    }
    const loss = outputs.get('sums')![0] as number;
    const faulty = { fault, epoch, step: at.step, loss, ...(skip && { skipped: this.steps }) };
    throw await explained(faulty, this.options, this.feed, size);
  }

  private learningRate(): number {
    const { at } = this;
    return at.learningRate ?? rateAt(this.options.optimizer.options, at.step - at.skipped.total);
  }

  private consult(epoch: number, logs: Logs): string | undefined {
    let reason: string | undefined;
    for (const watcher of this.options.watchers) {
      const verdict = watcher.epochEnd(epoch - 1, logs, this.learningRate());
      this.at.learningRate = verdict.learningRate ?? this.at.learningRate;
      if (verdict.keep) this.at.copies.keep(epoch);
      reason ??= verdict.stop;
    }
    return reason;
  }

  private restore(): boolean {
    const wanted = this.options.watchers.some((watcher) => watcher.trainEnd?.().restore);
    const { kept } = this.at.copies;
    if (!wanted || !kept) return false;
    this.options.weights.restore(kept.flat);
    return true;
  }

  private offer(kind: Moment['kind']): void {
    this.options.onMoment?.(kind, this.at.step, () => this.at.state());
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
    this.feed.release?.();
    for (const program of this.programs.values()) await program.release();
  }
}
