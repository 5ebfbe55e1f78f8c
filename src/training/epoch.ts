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
  /** Steps that were skipped for NaN, where `training.on_nan` says so. */
  readonly skipped?: number;
}

/** Logs of the training split, and of the validation split without `val_`. */
export function splitLogs(logs: Logs): { readonly logs: Logs; readonly valLogs?: Logs } {
  const entries = Object.entries(logs);
  const train = entries.filter(([name]) => !name.startsWith('val_'));
  const validation = entries.filter(([name]) => name.startsWith('val_'));
  const valLogs = Object.fromEntries(validation.map(([name, value]) => [name.slice('val_'.length), value]));
  return { logs: Object.fromEntries(train), ...(validation.length > 0 && { valLogs }) };
}
