import type { CheckpointOptions } from '../../experiment/types.js';

/** Where training stands when it asks whether a checkpoint is due. */
export interface Moment {
  readonly kind: 'step' | 'epoch' | 'end';
  /** Steps since the start of the run. */
  readonly step: number;
  /** Of the monotonic clock, in seconds. */
  readonly now: number;
}

/** The last checkpoint, or the start of training: when it was there, and what it cost, in seconds. */
export interface Last {
  readonly at: number;
  readonly took: number;
}

/** `auto`: so often, ... */
const AUTO_SECONDS = 30;
/** ... and for at most this part of the time. */
const AUTO_SHARE = 0.01;

/** Whether a checkpoint is due. One at the end always is. Every epoch's end is also the end of a step. */
export function isDue(every: CheckpointOptions['every'], { kind, step, now }: Moment, last: Last): boolean {
  if (kind === 'end') return true;
  if (every === 'epoch') return kind === 'epoch';
  const passed = now - last.at;
  if (every === 'auto') return passed >= Math.max(AUTO_SECONDS, last.took / AUTO_SHARE);
  const { steps = Infinity, minutes = Infinity } = every;
  return step % steps === 0 || passed >= 60 * minutes;
}
