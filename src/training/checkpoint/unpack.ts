import { viewOf } from '../../model/weights.js';
import type { Flat } from '../weights.js';
import { DamagedFile, type Stored } from './format.js';
import { notesOf } from './notes.js';
import { copyName, isNow, SUMS, slotName } from './pack.js';
import type { Checkpoint, Copy, Frame } from './state.js';

/**
 * What `pack` made arrays and text of, for a model with this layout.
 *
 * @throws DamagedFile with the first name or shape that does not fit.
 */
export function unpack(stored: Stored, { layout, slots, sums }: Frame): Checkpoint {
  const { fingerprint, seconds, slots: found, state } = notesOf(stored);
  const { sumsRows, kept, best, ...rest } = state;
  if (found.join() !== slots.join()) {
    throw new DamagedFile(
      `has the slots of another optimizer: found ${found.join()}, expected ${slots.join()}`,
    );
  }
  const take = ({ name, shape }: { name: string; shape: readonly number[] }): Float32Array => {
    const array = stored.arrays.get(name);
    if (array?.dtype !== 'F32') throw new DamagedFile(`lacks ${name}`);
    if (array.shape.join() !== shape.join()) {
      throw new DamagedFile(`has ${name} of shape [${array.shape}], the model needs [${shape}]`);
    }
    return array.data;
  };
  const flatOf = (prefix: string): Flat => {
    const flat = { parameters: new Float32Array(layout.parameters), state: new Float32Array(layout.state) };
    for (const weight of layout.weights) {
      viewOf(weight, flat).set(take({ name: prefix + weight.key, shape: weight.shape }));
    }
    return flat;
  };
  const weights = flatOf('');
  const copyOf = <C extends { epoch: number }>(copy: C): C & Copy => ({
    ...copy,
    flat: isNow(copy.epoch, state) ? flatOf('') : flatOf(copyName(copy.epoch)),
  });
  const vectors = slots.map((slot) => {
    const vector = new Float32Array(layout.parameters);
    for (const weight of layout.weights.filter(({ trained }) => trained)) {
      vector.set(take({ name: slotName(slot, weight), shape: weight.shape }), weight.offset);
    }
    return vector;
  });
  const totals = stored.arrays.get(SUMS);
  if (totals?.dtype !== 'F64' || totals.data.length !== sums) {
    throw new DamagedFile(`lacks ${SUMS} of ${sums} numbers: it was made with other metrics`);
  }
  return {
    fingerprint,
    seconds,
    state: {
      ...rest,
      weights,
      slots: vectors,
      sums: { totals: totals.data, rows: sumsRows },
      ...(kept && { kept: copyOf(kept) }),
      ...(best && { best: copyOf(best) }),
    },
  };
}
