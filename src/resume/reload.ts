import { dirname, join } from 'node:path';
import { ioError } from '../disk/io-error.js';
import { readSmall } from '../disk/read.js';
import { type LoadedExperiment, parseExperiment } from '../experiment/index.js';
import { MAX_BYTES } from '../experiment/load.js';
import type { StoredRun } from '../runs/index.js';

/**
 * The experiment of a run from its folder: the file as it was, with the overrides that it was run with and more.
 * Relative paths start where the original file was.
 *
 * @throws UserError for overrides that do not fit, or a folder without its experiment.yaml.
 */
export function reload({ folder, record }: StoredRun, overrides: readonly string[]): LoadedExperiment {
  const file = join(folder, 'experiment.yaml');
  let text: string;
  try {
    text = readSmall(file, MAX_BYTES);
  } catch (error) {
    throw ioError(error, 'read the experiment of the run', file);
  }
  const origin = record.file === undefined ? folder : dirname(record.file);
  return parseExperiment(text, { file, folder: origin, overrides: [...record.overrides, ...overrides] });
}
