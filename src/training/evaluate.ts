import { sizeOf } from '../arrays.js';
import type { Logs } from '../callbacks/callback.js';
import type { Rows } from '../datasets/dataset.js';
import type { Runtime } from '../engines/engine.js';
import type { Plan } from '../model/plan.js';
import { isPooled } from '../model/pooled.js';
import { evaluateStep } from '../model/step.js';
import { BatchProgram } from './batch-program.js';
import { Breath } from './breath.js';
import { plainFeed } from './feed.js';
import { Sums } from './sums.js';
import type { Weights } from './weights.js';

/** Elements of all layers' outputs that one batch of evaluation may have: 64 MiB of float32. */
const MAX_ACTIVATIONS = 2 ** 24;

/** Rows in a batch of keras.Model.evaluate, unless it is told otherwise. */
const KERAS_BATCH = 32;

/**
 * Rows evaluated at once: at most 1,000, fewer where activations are large; a divisor of `rows` where there
 * is one of that order, so that no second program is needed for the rest. Where the loss depends on the batches
 * (`isPooled`), `batch`, as in Keras: the mean of what batches have, each counting by its rows.
 */
export function evaluationBatch(plan: Plan, rows: number, batch = KERAS_BATCH): number {
  if (isPooled(plan)) return Math.min(rows, batch);
  const perRow = plan.model.layers.reduce((sum, { built }) => sum + sizeOf(built.output.shape), 1);
  const most = Math.max(1, Math.min(rows, 1000, Math.floor(MAX_ACTIVATIONS / perRow)));
  for (let size = most; size > most / 2; size--) if (rows % size === 0) return size;
  return most;
}

/** Loss and metrics of a model on splits; programs are compiled once for each split and batch size. */
export class Evaluator {
  private readonly programs = new Map<Rows, Map<number, Map<number, BatchProgram>>>();
  private readonly breath = new Breath();
  /** Whether the loss of a split depends on the batches in which it is evaluated. */
  readonly pooled: boolean;

  constructor(
    private readonly runtime: Runtime,
    private readonly plan: Plan,
    private readonly weights: Weights,
  ) {
    this.pooled = isPooled(plan);
  }

  /**
   * Undefined if it was told to stop before the last batch was done. `size`: the rows of a batch where the loss depends on
   * them; those of training for the validation of epochs, as keras.Model.fit has it.
   */
  async evaluate(rows: Rows, signal?: AbortSignal, size?: number): Promise<Logs | undefined> {
    const count = rows.x.shape[0]!;
    const batch = evaluationBatch(this.plan, count, size);
    const programs = this.programs.get(rows)?.get(batch) ?? (await this.compile(rows, batch));
    const sums = new Sums(this.plan);
    for (let start = 0; start < count; start += batch) {
      await this.breath.take();
      if (signal?.aborted) return undefined;
      const program = programs.get(Math.min(batch, count - start))!;
      await program.run(start, 0, 0);
      sums.add(program.outputs.get('sums')!, program.size);
    }
    return sums.logs();
  }

  async release(): Promise<void> {
    for (const programs of [...this.programs.values()].flatMap((sizes) => [...sizes.values()])) {
      for (const program of programs.values()) await program.release();
    }
    this.programs.clear();
  }

  /** For the batch, and for the rest where it does not divide the rows. */
  private async compile(rows: Rows, batch: number): Promise<Map<number, BatchProgram>> {
    const { runtime, plan, weights } = this;
    const feed = plainFeed(rows, batch);
    const programs = new Map<number, BatchProgram>();
    this.programs.set(rows, (this.programs.get(rows) ?? new Map()).set(batch, programs));
    for (const size of new Set([batch, rows.x.shape[0]! % batch])) {
      if (size === 0) continue;
      const step = evaluateStep(plan, size);
      programs.set(size, await BatchProgram.compile(runtime, plan, size, 'evaluate', step, weights, feed));
    }
    return programs;
  }
}
