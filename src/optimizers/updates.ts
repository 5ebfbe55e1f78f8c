import { constraints } from '../constraints/index.js';
import { type Options, pick } from '../experiment/part.js';
import { clipOf } from './clip.js';
import { ACCUMULATOR, AVERAGE, type CommonOptions } from './common.js';
import { squaresCorrection } from './gathered.js';
import type { Vectors } from './memory.js';
import type { Optimizer } from './optimizer.js';

const { fround } = Math;

/**
 * What becomes of the weights in a step, in the order of keras/src/optimizers/base_optimizer.py (`apply`): gradients
 * are gathered over several steps, clipped, weights decay and are updated, averages of them move, constraints hold.
 * The last two happen in every step, also while gradients are gathered.
 */
export class Updates {
  private readonly options: Options;
  private readonly common: CommonOptions;
  private readonly part: Optimizer;
  private readonly names: readonly string[];
  private readonly clip: (() => void) | undefined;
  private readonly projections: readonly (() => void)[];
  /** Steps of one update. */
  private readonly every: number;
  /** For weights whose rows are looked up, where Keras's gradient still is a list of them: neither one of several steps nor shortened with all others. */
  private readonly correct: (() => (() => void) | undefined) | undefined;

  /** @param vectors with as many slots as the optimizer names. */
  constructor(
    { part, options }: { readonly part: Optimizer; readonly options: Options },
    private readonly vectors: Vectors,
  ) {
    this.part = part;
    this.options = options;
    this.common = options as CommonOptions;
    this.names = part.slots(options as never);
    this.projections = projectionsOf(vectors);
    this.every = this.common.gradient_accumulation_steps ?? 1;
    this.clip = clipOf(this.common, vectors, this.every > 1);
    const isListed = this.every === 1 && this.common.global_clipnorm === undefined;
    this.correct = isListed ? squaresCorrection(part, options, vectors) : undefined;
  }

  /** Fills the slots that do not begin with zeros; a checkpoint's come afterwards. */
  begin(): void {
    for (const [name, value] of Object.entries(this.part.initial?.(this.options as never) ?? {})) {
      const { data } = this.slot(name);
      for (const { offset, size } of this.vectors.ranges) data.fill(value, offset, offset + size);
    }
  }

  /** `step` counts from 1. Changes the gradient too. */
  run(step: number, learningRate: number): void {
    if (this.gather(step)) this.update(Math.ceil(step / this.every), learningRate);
    if (this.common.use_ema) this.average(Math.ceil(step / this.every));
    for (const project of this.projections) project();
  }

  /** When training has ended: puts the averages in place of the weights. False where there are none. */
  finish(): boolean {
    if (this.common.use_ema) this.overwrite();
    return this.common.use_ema === true;
  }

  /** True where the gradient is that of an update, after so many steps as it takes the mean of. */
  private gather(step: number): boolean {
    const { every, vectors } = this;
    if (every === 1) return true;
    const { size, gradient, kernels } = vectors;
    const { address } = this.slot(ACCUMULATOR);
    if (step % every !== 0) {
      kernels.accumulate(size, address, gradient.address);
      return false;
    }
    kernels.takeMean(size, address, gradient.address, every);
    return true;
  }

  private update(count: number, learningRate: number): void {
    const { vectors, common } = this;
    this.clip?.();
    const { size, parameters, kernels } = vectors;
    if (common.weight_decay) kernels.decay(size, parameters.address, common.weight_decay, learningRate);
    const after = this.correct?.();
    this.part.update(this.options as never, vectors, count, learningRate);
    after?.();
  }

  /** `count`: that of the update that this step makes, or gathers for. Averages begin with the first weights. */
  private average(count: number): void {
    const { ema_momentum = 0.99, ema_overwrite_frequency: frequency } = this.common;
    const { size, parameters, kernels } = this.vectors;
    const keep = count === 1 ? 0 : fround(ema_momentum);
    kernels.blend(size, this.slot(AVERAGE).address, parameters.address, keep, fround(1 - keep));
    if (frequency !== undefined && count % frequency === 0) this.overwrite();
  }

  private overwrite(): void {
    this.vectors.parameters.data.set(this.slot(AVERAGE).data);
  }

  private slot(name: string) {
    return this.vectors.slots[this.names.indexOf(name)]!;
  }
}

/** Holds each weight to its constraint. */
function projectionsOf({ parameters, ranges }: Vectors): (() => void)[] {
  return ranges.flatMap(({ offset, size, shape, constraint }) => {
    if (constraint === undefined) return [];
    const { part, options } = pick(constraints, constraint);
    const values = parameters.data.subarray(offset, offset + size);
    return [() => part.project(options as never, values, shape)];
  });
}
