import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withIoErrors } from '../disk/io-error.js';

/** A file in a run's folder. */
export interface StoredFile {
  /** Relative to the run's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** Every file of a run, by path; links are not followed. Throws a UserError (exit 4) where they cannot be listed. */
export function filesOf(folder: string): readonly StoredFile[] {
  return withIoErrors('list the files of the run', folder, () =>
    [...filesIn(folder, '')].sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
}

function* filesIn(folder: string, below: string): Generator<StoredFile> {
  for (const entry of entriesIn(folder)) {
    const [inside, path] = [join(folder, entry.name), `${below}${entry.name}`];
    if (entry.isDirectory()) yield* filesIn(inside, `${path}/`);
    else if (entry.isFile()) yield { path, bytes: statSync(inside, { throwIfNoEntry: false })?.size ?? 0 };
  }
}

/** Of a folder that vanished meanwhile, as a checkpoint's may: none. */
function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Bytes of all files together. */
export const bytesOf = (files: readonly StoredFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Whether a file holds weights: a checkpoint, or a model that was exported. */
export const isWeights = ({ path }: StoredFile): boolean =>
  path.startsWith('checkpoints/') || /\.(onnx|safetensors|npz)$/.test(path);
