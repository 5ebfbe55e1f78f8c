/** A lock that nobody looks at. Takes the place of src/disk/lock.ts. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const LOCK = 'lock';

export const lockText = (token: string) => token;

export const held = (folder: string, _token: string) => ({
  release: () => rmSync(join(folder, LOCK), { force: true }),
});

export const lockFolder = (folder: string) => held(folder, '');
