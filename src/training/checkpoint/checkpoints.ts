import type { CheckpointOptions } from '../../experiment/types.js';
import { isFiniteAll } from './copies.js';
import { head } from './notes.js';
import { pack, weightArrays } from './pack.js';
import { isDue, type Last, type Moment } from './schedule.js';
import type { Fingerprint, Frame, TrainState } from './state.js';
import { writeBest, writeCheckpoint } from './store.js';

export interface CheckpointsOptions extends CheckpointOptions {
  /** The folder of checkpoints. */
  readonly folder: string;
  readonly frame: Frame;
  readonly fingerprint: Fingerprint;
  /** Time that the run has taken so far. */
  seconds(): number;
}

/** Writes what training offers when it is due. */
export class Checkpoints {
  private last: Last = { at: now(), took: 0 };
  private step: number | undefined;
  private best: number | undefined;

  constructor(private readonly options: CheckpointsOptions) {}

  /**
   * Between two steps. A state whose weights are not finite is passed over: nothing good can go on from it, and the
   * checkpoint before it stays.
   *
   * @throws UserError (exit 4) where the disk does not do its part.
   */
  offer(kind: Moment['kind'], step: number, stateNow: () => TrainState): void {
    const begun = now();
    if (step === this.step) return;
    if (!isDue(this.options.every, { kind, step, now: begun }, this.last)) return;
    const state = stateNow();
    if (!isFiniteAll(state.weights.parameters) || !isFiniteAll(state.weights.state)) return;
    this.write(state);
    this.step = step;
    this.last = { at: now(), took: now() - begun };
  }

  private write(state: TrainState): void {
    const { folder, frame, fingerprint, keep } = this.options;
    const checkpoint = { state, fingerprint, seconds: this.options.seconds() };
    writeCheckpoint(folder, state.step, pack(checkpoint, frame), keep);
    const { best } = state;
    if (!best || best.epoch === this.best) return;
    const { epoch, monitor, value } = best;
    const metadata = new Map([
      ...head('weights'),
      ['epoch', String(epoch)],
      ['monitor', monitor],
      ['value', String(value)],
    ] as const);
    writeBest(folder, { arrays: weightArrays(frame.layout, best.flat), metadata });
    this.best = epoch;
  }
}

const now = () => performance.now() / 1000;
