import type { TypedArray } from '../arrays.js';
import type { Logs } from '../callbacks/callback.js';
import type { Rows } from '../datasets/dataset.js';
import type { Runtime } from '../engines/engine.js';
import type { Plan } from '../model/plan.js';
import { predictStep } from '../model/step.js';
import { BatchProgram } from './batch-program.js';
import { Breath } from './breath.js';
import { evaluationBatch } from './evaluate.js';
import { plainFeed } from './feed.js';
import { Sums } from './sums.js';
import type { Weights } from './weights.js';

/** What a model says of the rows from `start` on. Views that the next batch overwrites: take what is wanted. */
export interface BatchPredictions {
  readonly start: number;
  readonly rows: number;
  /** [rows, ...output], probabilities where the loss takes logits. */
  readonly output: TypedArray;
  /** The loss of each row, without penalties on weights. */
  readonly losses: TypedArray;
}

/**
 * Runs a model over rows in their order, and hands over what it says batch by batch. Returns loss and metrics. `given` is
 * the `size` of Evaluator.evaluate.
 */
export async function predictRows(
  runtime: Runtime,
  plan: Plan,
  weights: Weights,
  rows: Rows,
  take: (batch: BatchPredictions) => void,
  given?: number,
): Promise<Logs> {
  const count = rows.x.shape[0]!;
  const batch = evaluationBatch(plan, count, given);
  const feed = plainFeed(rows, batch);
  const sums = new Sums(plan);
  const breath = new Breath();
  const programs = new Map<number, BatchProgram>();
  try {
    for (let start = 0; start < count; start += batch) {
      await breath.take();
      const size = Math.min(batch, count - start);
      let program = programs.get(size);
      if (!program) {
        const step = predictStep(plan, size);
        program = await BatchProgram.compile(runtime, plan, size, 'predict', step, weights, feed);
        programs.set(size, program);
      }
      await program.run(start, 0, 0);
      const { outputs } = program;
      sums.add(outputs.get('sums')!, size);
      take({ start, rows: size, output: outputs.get('output')!, losses: outputs.get('losses')! });
    }
    return sums.logs();
  } finally {
    for (const program of programs.values()) await program.release();
  }
}
