import { familyOf, makeFamilyId } from '../families.js';
import type { makeId } from '../id.js';

/** The id of a repeat, from what would be the id of a run: `repeat-20261122T075012Z-mnist-mlp-1a2b3c4d`. */
export function makeRepeatId(...run: Parameters<typeof makeId>): string {
  return makeFamilyId('repeat', ...run);
}

/** Whether the name of a folder is that of a repeat. */
export const isRepeatId = (name: string): boolean => familyOf(name) === 'repeat';
