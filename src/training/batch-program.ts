import { sizeOf, type TypedArray } from '../arrays.js';
import type { Program, Runtime } from '../engines/engine.js';
import { rowSumsKey } from '../model/forward.js';
import type { Plan } from '../model/plan.js';
import type { Step } from '../model/step.js';
import type { Feed } from './feed.js';
import { type RandomInput, randomInputs } from './random-inputs.js';
import type { Weights } from './weights.js';

/** A step compiled for one batch size, with the buffers that it reads and writes. */
export class BatchProgram {
  private constructor(
    readonly size: number,
    readonly outputs: Program['outputs'],
    private readonly feed: Feed,
    private readonly random: readonly RandomInput[],
    private readonly program: Program,
  ) {}

  static async compile(
    runtime: Runtime,
    plan: Plan,
    size: number,
    kind: 'train' | 'evaluate' | 'predict' | 'diagnose',
    step: Step,
    weights: Weights,
    feed: Feed,
  ): Promise<BatchProgram> {
    const random = kind === 'train' || kind === 'diagnose' ? randomInputs(plan.model, size) : [];
    const from: Record<string, TypedArray> = {
      x: feed.x.subarray(0, sizeOf(inputShape(step, 'x'))),
      y: feed.y.subarray(0, sizeOf(inputShape(step, 'y'))),
    };
    if (step.inputs.some(({ name }) => name === 'v')) {
      if (!feed.v) throw new Error('the step weighs rows, but these have no weights');
      from.v = feed.v.subarray(0, size);
    }
    for (const { name, data } of random) from[name] = data;
    const to: Record<string, TypedArray> = {};
    for (const weight of plan.layout.weights) {
      from[`w:${weight.key}`] = weights.view(weight);
      if (kind === 'train' && weight.trained) to[`g:${weight.key}`] = weights.gradient(weight);
      if (kind === 'train' && weight.gathered) to[rowSumsKey(weight.key)] = weights.rowSums(weight);
    }
    const name = `${plan.name} ${kind} ${size}`;
    const key = plan.key !== undefined && { key: `${plan.key} ${kind} ${size}` };
    const program = await runtime.compile({ name, ...key, inputs: step.inputs, f: step.f, from, to });
    return new BatchProgram(size, program.outputs, feed, random, program);
  }

  /** Runs on the rows from `start` on, in the feed's order. `step` keys the random inputs. */
  run(start: number, seed: number, step: number): Promise<void> {
    this.feed.fill(start, this.size);
    return this.again(seed, step);
  }

  /** Runs on the rows that the feed was filled with last. */
  async again(seed: number, step: number): Promise<void> {
    for (const input of this.random) input.fill(seed, step);
    await this.program.run();
  }

  release(): Promise<void> {
    return this.program.release();
  }
}

/** With the batch, as the step was compiled for it. */
const inputShape = ({ inputs }: Step, name: string) => inputs.find((input) => input.name === name)!.shape;
