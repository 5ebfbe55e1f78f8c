import { lstatSync, readFileSync } from 'node:fs';
import { UserError } from '../errors.js';

/**
 * The text of a small file in a folder that may come from anyone. A link is not followed, since it may lead out of the
 * folder; of a pipe or device there might be no end.
 *
 * @throws UserError (exit 2) for anything but a regular file of at most `most` bytes; system errors.
 */
export function readSmall(path: string, most: number): string {
  const found = lstatSync(path);
  if (!found.isFile()) {
    const message = found.isSymbolicLink() ? 'is a symbolic link' : 'is no regular file';
    const hint =
      'what stands in the folder of a run is read and written there only: put the file itself there';
    throw new UserError({ file: path, message: `${message}, expected a file`, hint });
  }
  if (found.size > most) {
    throw new UserError({ file: path, message: `holds ${found.size} bytes, expected ${most} at most` });
  }
  return readFileSync(path, 'utf8');
}
