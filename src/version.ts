import { createRequire } from 'node:module';

/** dlx's own version, from package.json (two folders up in the sources, one up in the bundle). */
export const version: string = (createRequire(import.meta.url)('../package.json') as { version: string })
  .version;
