import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Experiment, LoadedExperiment } from '../../experiment/index.js';
import { chosen } from '../../experiment/part.js';
import type { Placed } from './in-place.js';

/** Options of sources that name a file or a folder, in all of them. */
export const FILE_OPTIONS: readonly string[] = ['folder', 'path'];

/**
 * What an experiment has to say instead to mean the same files where its file stands elsewhere.
 *
 * @param folder of the file to be, absolute; undefined for anywhere: paths are absolute then.
 * @returns nothing for what is absolute, and for the folder that it was written for.
 */
export function movedFiles(
  { value, folder: from }: Pick<LoadedExperiment, 'value' | 'folder'>,
  folder: string | undefined,
): readonly Placed[] {
  if (folder === from) return [];
  return namedFiles(value, from)
    .filter(({ value }) => !isAbsolute(value))
    .map(({ path, value }) => {
      const file = resolve(from, value);
      return { path, value: folder === undefined ? file : pathFrom(folder, file) };
    });
}

/** With a slash in it, by which the path of a run is told from its name. */
export function pathFrom(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.includes('/') ? path : `./${path}`;
}

function namedFiles({ data, initial_weights: weights }: Experiment, folder: string) {
  const { name, options } = chosen(data.dataset);
  const files: { readonly path: Placed['path']; readonly value: string }[] = [];
  for (const option of FILE_OPTIONS) {
    const value = options[option];
    if (typeof value === 'string') files.push({ path: ['data', 'dataset', name, option], value });
  }
  if (weights !== undefined && isFile(weights, folder)) {
    files.push({ path: ['initial_weights'], value: weights });
  }
  return files;
}

/** Rather than the id or name of a run. */
const isFile = (weights: string, folder: string) =>
  /[\\/]|\.npz$/i.test(weights) ||
  statSync(resolve(folder, weights), { throwIfNoEntry: false }) !== undefined;
