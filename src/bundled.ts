import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file that stands beside the bundle, of which the caller is a part: what processes are started with. */
export function bundled(name: string): string {
  // From the bundle, and from the sources (in tests).
  const files = [`./${name}`, `../dist/${name}`].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return files.find((file) => existsSync(file)) ?? files[0]!;
}
