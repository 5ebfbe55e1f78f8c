import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The file that a process which trains is started with: beside the bundle, of which it is a part. */
export function workerEntry(): string {
  // From the bundle, and from the sources (in tests).
  const places = ['./trial-worker.js', '../../../dist/trial-worker.js'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return files.find((file) => existsSync(file)) ?? files[0]!;
}
