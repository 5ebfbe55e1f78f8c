// Builds what is stale: before whatever reads generated files.
import { buildIfStale } from './build.mjs';

await buildIfStale();
