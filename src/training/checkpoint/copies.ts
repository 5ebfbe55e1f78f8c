import type { Logs } from '../../callbacks/callback.js';
import type { Weights } from '../weights.js';
import type { BestCopy, Copy, TrainState } from './state.js';

/** Copies of the weights at the end of epochs: what a callback keeps, and the best. One epoch is copied once. */
export class Copies {
  kept: Copy | undefined;
  best: BestCopy | undefined;

  /** @param monitor the value of which the least is best, or nothing to keep no best. */
  constructor(
    private readonly weights: Weights,
    private readonly monitor: string | undefined,
  ) {}

  restore({ kept, best }: TrainState): void {
    this.kept = kept;
    this.best = best?.monitor === this.monitor ? best : undefined;
  }

  /** Keeps the weights of an epoch that just ended. */
  keep(epoch: number): void {
    this.kept = this.of(epoch);
  }

  /** Makes them the best if their value is. A value or weight that is not finite never is. */
  judge(epoch: number, logs: Logs): void {
    if (this.monitor === undefined) return;
    const value = logs[this.monitor];
    if (value === undefined || !Number.isFinite(value) || value >= (this.best?.value ?? Infinity)) return;
    if (!isFiniteAll(this.weights.flat.parameters) || !isFiniteAll(this.weights.state)) return;
    this.best = { ...this.of(epoch), monitor: this.monitor, value };
  }

  private of(epoch: number): Copy {
    const made = [this.kept, this.best].find((copy) => copy?.epoch === epoch);
    return { epoch, flat: made?.flat ?? this.weights.snapshot() };
  }
}

/** Whether a vector holds no NaN and no infinity: only then is the sum of x - x zero. */
export function isFiniteAll(vector: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! - vector[i]!;
  return sum === 0;
}
