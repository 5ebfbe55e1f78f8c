import { UserError } from '../errors.js';
import { AVERAGE } from '../optimizers/common.js';
import type { Stored } from '../training/checkpoint/format.js';
import type { Copy, Frame, TrainState } from '../training/checkpoint/state.js';
import { checkpointsOf, readNewest } from '../training/checkpoint/store.js';
import { unpack } from '../training/checkpoint/unpack.js';
import type { Flat } from '../training/weights.js';

/** Weights that a run has kept, and where they come from, in words. */
export interface KeptWeights {
  readonly flat: Flat;
  /** Kept by a callback to be restored at the end, moving averages, those where training stood, or the best. */
  readonly role: 'restored' | 'averaged' | 'last' | 'best';
  readonly origin: string;
}

/**
 * The weights of the newest checkpoint that checks out, those that a run most likely ended with first: what a callback
 * kept to restore, then the moving averages that the optimizer has kept, then where training stood, then the best.
 *
 * @throws UserError where there are none, saying what was passed over.
 */
export function keptWeights(folder: string, frame: Frame): readonly KeptWeights[] {
  const passed: string[] = [];
  const use = (stored: Stored) => unpack(stored, frame).state;
  const read = readNewest(checkpointsOf(folder), use, (sentence) => passed.push(sentence));
  if (read) return inOrder(read.value, frame);
  const message = ['the run has no checkpoint to take weights from', ...passed].join('; ');
  throw new UserError({ file: folder, message });
}

function inOrder(state: TrainState, { slots }: Frame): KeptWeights[] {
  const { kept, best, weights, epoch, rows } = state;
  const average = state.slots[slots.indexOf(AVERAGE)];
  const now = rows === 0 ? `at the end of epoch ${epoch}` : `in epoch ${epoch + 1}, at step ${state.step}`;
  return [
    ...(kept ? [weightsAt(kept, 'restored')] : []),
    ...(average
      ? [{ flat: { ...weights, parameters: average }, role: 'averaged' as const, origin: `averages ${now}` }]
      : []),
    { flat: weights, role: 'last', origin: now },
    ...(best ? [weightsAt(best, 'best')] : []),
  ];
}

const weightsAt = ({ flat, epoch }: Copy, role: KeptWeights['role']): KeptWeights => ({
  flat,
  role,
  origin: `at the end of epoch ${epoch}`,
});
