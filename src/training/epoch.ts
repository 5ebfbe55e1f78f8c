import type { Logs } from '../callbacks/callback.js';

/** One epoch, as the record keeps it. */
export interface EpochResult {
  /** 1-based. */
  readonly epoch: number;
  /** Training steps taken since the start of the run. */
  readonly step: number;
  /** `loss`, metrics, `val_loss`, `val_<metric>`: training values averaged over the epoch. */
  readonly logs: Logs;
  readonly learningRate: number;
  readonly seconds: number;
  readonly weightsHash: string;
}
