/**
 * A process that opens made files until it has opened `count` of them. Arguments: the target, a folder of its own, the
 * count, the seed, the checkout. Every file stands in the folder before it is opened: where this process hangs or
 * dies, the file `input` is the one that did it. Says what it finds in lines of JSON.
 */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { Stream } from '../../src/random.js';
import { endWatch, watchAllocations } from './allocations.js'; // first: it watches what the others load
import { Coverage } from './coverage.js';
import { mutate } from './mutate.js';
import { targets } from './targets/index.js';
import { filesIn } from './targets/target.js';
import { faultOf, pollutionIn } from './verdict.js';

const [name, folder, count, seed, root] = process.argv.slice(2) as [string, string, string, string, string];
const target = targets.find((one) => one.name === name)!;
const path = join(folder, target.file);
const random = new Stream(Number(seed), 'fuzz');
/** From so many files on, nothing is left out for the sake of time. */
const THOROUGH = 2000;
const own = join(root, 'test/fuzz/corpus', name);
const seeds = [
  ...(existsSync(own) ? filesIn(own, /./) : []),
  ...target.seeds(root, Number(count) >= THOROUGH),
];
/** Files that ran something new; large ones are opened once and not changed further. */
const queue = seeds.filter(({ length }) => length < 20_000);
/** Few files find nothing that the seeds do not: then it is not worth its time. */
const coverage = Number(count) < THOROUGH ? undefined : new Coverage('child.mjs');
const BATCH = 16;
/** Time that one file may take on this process, in milliseconds. */
const PATIENCE = 15_000;
/** Every fourth file is made from the rules of the format; these come many at a time. */
let structured: Uint8Array[] = [];
let slowest = 0;

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const one = (list: readonly Uint8Array[]) => list[random.below(list.length)]!;

function next(n: number): Uint8Array {
  if (n < seeds.length) return seeds[n]!;
  let bytes: Uint8Array;
  if (random.below(4) === 0) {
    if (structured.length === 0) {
      structured = fc.sample(target.structured(), { numRuns: 50, seed: random.below(2 ** 31) });
    }
    bytes = structured.pop()!;
    // As it was made, or a little damaged.
    if (random.below(2) === 0) return bytes;
  } else bytes = one(queue);
  const changed = mutate(bytes, { random, tokens: target.tokens, other: one(queue) });
  return target.mend && random.below(4) > 0 ? target.mend(changed) : changed;
}

/** Opens the file. Gives what is wrong with how that ended. */
async function fault(bytes: Uint8Array): Promise<string | undefined> {
  // Twice: a target may take its file away.
  writeFileSync(join(folder, 'input'), bytes);
  writeFileSync(path, bytes);
  const { user, system } = process.cpuUsage();
  watchAllocations(target.most(bytes));
  let found: string | undefined;
  try {
    const value = await target.open(path, folder);
    endWatch();
    found = pollutionIn(value);
  } catch (error) {
    endWatch();
    found = faultOf(error) ?? pollutionIn(undefined);
  }
  const used = process.cpuUsage();
  const took = (used.user + used.system - user - system) / 1000;
  slowest = Math.max(slowest, took);
  return found ?? (took > PATIENCE ? `took ${took} ms` : undefined);
}

/** Opens the files of a batch once more, each for itself, and keeps those that run something new. */
async function sift(watch: Coverage, files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) {
    await fault(bytes);
    const blocks = watch.take();
    if (blocks.length > 0) queue.push(bytes);
    watch.learn(blocks);
  }
}

let batch: Uint8Array[] = [];
mkdirSync(dirname(path), { recursive: true });
target.prepare?.(folder);
for (let n = 0; n < Number(count); n++) {
  const bytes = next(n);
  const found = await fault(bytes);
  if (found) say({ found, bytes: Buffer.from(bytes).toString('base64') });
  if (bytes.length < 20_000) batch.push(bytes);
  if (batch.length === BATCH) {
    if (coverage && coverage.take().length > 0) await sift(coverage, batch);
    batch = [];
  }
}
say({ done: Number(count), queue: queue.length, blocks: coverage?.size, slowest });
