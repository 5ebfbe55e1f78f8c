import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed when the tests of the file that asks have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dlx-test-'));
  made.push(folder);
  return folder;
}
