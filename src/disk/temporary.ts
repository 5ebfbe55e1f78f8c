import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withIoErrors } from './io-error.js';

/**
 * Runs `work` with a folder of its own in the system's place for such, and removes it afterwards, also where the
 * process exits meanwhile. Throws a UserError (exit 4) where it cannot be made.
 */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const place = tmpdir();
  const folder = withIoErrors('make a folder', place, () => mkdtempSync(join(place, 'dlx-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
