/** Makes the folder first and its files after. Takes the place of src/runs/folder.ts. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from './atomic.js';

export function makeFolder(
  parent: string,
  nameOf: (attempt: number) => string,
  files: (name: string) => { readonly [file: string]: string },
): string {
  const name = nameOf(1);
  mkdirSync(join(parent, name), { recursive: true });
  for (const [file, text] of Object.entries(files(name))) writeAtomic(join(parent, name, file), text);
  return name;
}

export function removeWhole(folder: string): void {
  rmSync(folder, { recursive: true });
}
