import { makeId, parseId } from '../../runs/id.js';

const PREFIX = 'sweep-';

/** The id of a sweep, from what would be the id of a run: `sweep-20261122T075012Z-mnist-mlp-1a2b3c4d`. */
export function makeSweepId(...run: Parameters<typeof makeId>): string {
  return PREFIX + makeId(...run);
}

/** Whether the name of a folder is that of a sweep. */
export function isSweepId(name: string): boolean {
  return name.startsWith(PREFIX) && parseId(name.slice(PREFIX.length)) !== undefined;
}
