import { makeId, parseId } from '../id.js';

const PREFIX = 'repeat-';

/** The id of a repeat, from what would be the id of a run: `repeat-20261122T075012Z-mnist-mlp-1a2b3c4d`. */
export function makeRepeatId(...run: Parameters<typeof makeId>): string {
  return PREFIX + makeId(...run);
}

/** Whether the name of a folder is that of a repeat. */
export function isRepeatId(name: string): boolean {
  return name.startsWith(PREFIX) && parseId(name.slice(PREFIX.length)) !== undefined;
}
