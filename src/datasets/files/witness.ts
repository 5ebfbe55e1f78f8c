import { AsyncLocalStorage } from 'node:async_hooks';
import { type BigIntStats, statSync } from 'node:fs';

/** How the files were that something was read from, by path. */
export type Stamps = ReadonlyMap<string, string>;

/** A file system tells times to some milliseconds, or seconds: whatever is younger may change without a trace. */
const SETTLED_MS = 3000;

const witnesses = new AsyncLocalStorage<Map<string, string>>();

/** Runs `work` and says which data files it has opened, and how they were before. Throws what `work` throws. */
export async function witnessed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly files: Stamps }> {
  const files = new Map<string, string>();
  const value = await witnesses.run(files, work);
  return { value, files };
}

/** Told of every data file that is about to be opened. */
export function witness(path: string, found: BigIntStats): void {
  const files = witnesses.getStore();
  const settled = Date.now() - Number(found.ctimeMs) > SETTLED_MS;
  if (files && !files.has(path)) files.set(path, settled ? stampOf(found) : 'too new to tell');
}

/** Whether files are as they were: the same ones, of the same size, not written to since. */
export function areAsBefore(files: Stamps): boolean {
  return [...files].every(([path, stamp]) => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found !== undefined && stampOf(found) === stamp;
  });
}

const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats) =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ');
