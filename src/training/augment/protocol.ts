import type { DType } from '../../arrays.js';
import type { Choice } from '../../experiment/part.js';

/** What the worker of src/training/augment/worker.ts is started with. All buffers are shared. */
export interface Job {
  readonly seed: number;
  readonly steps: readonly Choice[];
  readonly batch: number;
  readonly x: { readonly shape: readonly number[]; readonly dtype: DType; readonly data: SharedArrayBuffer };
  readonly order: SharedArrayBuffer;
  /** Room for a batch. */
  readonly result: SharedArrayBuffer;
  /** Five int32: the state, then what is asked for. */
  readonly control: SharedArrayBuffer;
}

/** Places in `control`. */
export const AT = { state: 0, epoch: 1, start: 2, count: 3 } as const;

/**
 * A request goes idle, asked, taken, done, idle. Who changes `asked` does so by compare and exchange: the worker
 * takes it, or the training thread takes it back and does the work itself.
 */
export const STATE = { idle: 0, asked: 1, taken: 2, done: 3, stop: 4 } as const;
