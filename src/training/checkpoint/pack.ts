import { type Layout, viewOf, type Weight } from '../../model/weights.js';
import type { Flat } from '../weights.js';
import type { Stored, StoredArray } from './format.js';
import { head, type Notes } from './notes.js';
import { toJson } from './numbers.js';
import type { Checkpoint, Frame } from './state.js';

/** A colon keeps these names apart from `layer/weight`: no layer has one in its name. */
export const SUMS = 'epoch:sums';
export const slotName = (slot: string, { key }: Weight) => `optimizer:${slot}/${key}`;
export const copyName = (epoch: number) => `epoch-${epoch}:`;

/**
 * A checkpoint as arrays and text: weights under `layer/weight` in Keras's shapes, slots of the optimizer under
 * `optimizer:<slot>/<layer/weight>`, the sums of the epoch that goes on under `epoch:sums`, the weights of an earlier
 * epoch that are still wanted under `epoch-<n>:<layer/weight>`. Arrays are views: write them before training goes on.
 */
export function pack({ state, fingerprint, seconds }: Checkpoint, { layout, slots }: Frame): Stored {
  const { weights, slots: vectors, sums, kept, best, ...rest } = state;
  const arrays = weightArrays(layout, weights);
  const { totals } = sums;
  arrays.set(SUMS, { dtype: 'F64', shape: [totals.length], data: totals });
  for (const [i, slot] of slots.entries()) {
    for (const weight of layout.weights.filter(({ trained }) => trained)) {
      const data = vectors[i]!.subarray(weight.offset, weight.offset + weight.size);
      arrays.set(slotName(slot, weight), { dtype: 'F32', shape: weight.shape, data });
    }
  }
  for (const copy of [kept, best]) {
    if (!copy || isNow(copy.epoch, state)) continue;
    for (const [name, array] of weightArrays(layout, copy.flat, copyName(copy.epoch)))
      arrays.set(name, array);
  }
  const notes: Notes = {
    fingerprint,
    seconds,
    slots,
    state: {
      ...rest,
      sumsRows: sums.rows,
      ...(kept && { kept: { epoch: kept.epoch } }),
      ...(best && { best: { epoch: best.epoch, monitor: best.monitor, value: best.value } }),
    },
  };
  return { arrays, metadata: new Map([...head('checkpoint'), ['state', toJson(notes)]]) };
}

/** Weights by name, as views. */
export function weightArrays(layout: Layout, flat: Flat, prefix = ''): Map<string, StoredArray> {
  const entry = (weight: Weight): [string, StoredArray] => [
    prefix + weight.key,
    { dtype: 'F32', shape: weight.shape, data: viewOf(weight, flat) },
  ];
  return new Map(layout.weights.map(entry));
}

/** Whether the weights at the end of an epoch are those that the state has now. */
export const isNow = (epoch: number, { epoch: ended, rows }: { epoch: number; rows: number }) =>
  epoch === ended && rows === 0;
