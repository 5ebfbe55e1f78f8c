/** What most programs do: overwrite the file that is there. Takes the place of src/disk/atomic.ts. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Content } from '../../../src/disk/atomic.js';

export type { Content };

export function writeAtomic(path: string, content: Content): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of typeof content === 'string' ? [Buffer.from(content)] : content)
      writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

export const writeSynced = writeAtomic;

export function syncFolder(): void {}

export function removeUnfinished(): void {}
