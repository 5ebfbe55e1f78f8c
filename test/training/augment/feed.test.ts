import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { epochOrder } from '../../../src/datasets/batches.js';
import type { Rows } from '../../../src/datasets/dataset.js';
import { Stream } from '../../../src/random.js';
import { augmentedFeed } from '../../../src/training/augment/feed.js';
import { Producer } from '../../../src/training/augment/producer.js';
import type { Feed } from '../../../src/training/feed.js';
import { OPTIONS, step } from '../../augmentations/support.js';
import { temporaryFolder } from '../../runs/temporary.js';

const ROWS = 23;
const BATCH = 5;
const stream = new Stream(2, 'images');
const rows: Rows = {
  x: {
    shape: [ROWS, 10, 9, 2],
    dtype: 'uint8',
    data: Uint8Array.from({ length: ROWS * 180 }, () => stream.below(256)),
  },
  y: { shape: [ROWS], dtype: 'int32', data: Int32Array.from({ length: ROWS }, (_, i) => i) },
};
const steps = Object.entries(OPTIONS).map(([name, options]) => step(name, options));
const WIDTH = 6 * 7 * 2;

const folder = temporaryFolder();
const open: { release?(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.release?.();
});

/** The worker as scripts/build.mjs bundles it. */
let entry: URL;
beforeAll(async () => {
  const outfile = join(folder, 'augment-worker.mjs');
  const source = fileURLToPath(new URL('../../../src/training/augment/worker.ts', import.meta.url));
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  entry = pathToFileURL(outfile);
});

/** A worker that does something else. */
function script(name: string, text: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return pathToFileURL(file);
}

/** All batches of three epochs, with the targets behind the images; `pause` between them, as a step would. */
async function batches(feed: Feed, pause: number): Promise<number[][]> {
  const all: number[][] = [];
  for (let epoch = 1; epoch <= 3; epoch++) {
    feed.begin!(epoch);
    feed.reorder(epochOrder(ROWS, 0, epoch, true));
    for (let start = 0; start < ROWS; start += BATCH) {
      const count = Math.min(BATCH, ROWS - start);
      feed.fill(start, count);
      all.push([...feed.x.subarray(0, count * WIDTH), ...feed.y.subarray(0, count)]);
      if (pause > 0) await sleep(pause);
    }
  }
  return all;
}

function feed(worker?: URL): Feed {
  const one = augmentedFeed(rows, BATCH, steps, 7, worker);
  open.push(one);
  return one;
}

describe('a batch is the same', () => {
  let expected: number[][];
  beforeAll(async () => {
    expected = await batches(feed(), 0);
  });

  test('with the thread, given time or none', async () => {
    expect(await batches(feed(entry), 0)).toEqual(expected);
    expect(await batches(feed(entry), 10)).toEqual(expected);
  });

  test('without the file of the thread', async () => {
    expect(await batches(feed(script('gone', '')), 5)).toEqual(expected);
    expect(await batches(feed(new URL('file:///nowhere/worker.mjs')), 5)).toEqual(expected);
  });

  test('with a thread that fails at once', async () => {
    expect(await batches(feed(script('fails', 'throw new Error("no")')), 5)).toEqual(expected);
  });

  test('when batches come out of turn', () => {
    const one = feed(entry);
    one.begin!(2);
    one.reorder(epochOrder(ROWS, 0, 2, true));
    one.fill(0, BATCH);
    one.fill(10, BATCH);
    // Epoch 2 begins behind the five batches of the first.
    const found = [...one.x.subarray(0, BATCH * WIDTH), ...one.y.subarray(0, BATCH)];
    expect(found).toEqual(expected[5 + 2]);
  });
});

describe('the thread', () => {
  const producer = (worker: URL, patience?: number) => {
    const one = new Producer(worker, steps, rows.x, BATCH, WIDTH, 7, patience);
    open.push(one);
    return one;
  };

  test('prepares what is asked for, and nothing else is taken', async () => {
    const one = producer(entry);
    const order = epochOrder(ROWS, 0, 1, true);
    one.reorder(order);
    let found: Float32Array | undefined;
    for (let tries = 0; tries < 100 && !found; tries++) {
      one.ask(1, 5, BATCH);
      await sleep(50);
      found = one.take(1, 5, BATCH)?.slice();
    }
    const alone = feed();
    alone.begin!(1);
    alone.reorder(order);
    alone.fill(5, BATCH);
    expect(found).toEqual(alone.x);
    one.ask(1, 0, BATCH);
    await sleep(50);
    expect(one.take(1, 5, BATCH)).toBeUndefined();
  });

  test('that begins and never ends is given up', async () => {
    const stuck = script(
      'stuck',
      `import { workerData } from 'node:worker_threads';
       const state = new Int32Array(workerData.control);
       while (Atomics.load(state, 0) !== 4) {
         if (Atomics.compareExchange(state, 0, 1, 2) !== 1) Atomics.wait(state, 0, Atomics.load(state, 0), 100);
       }`,
    );
    const one = producer(stuck, 100);
    const began = performance.now();
    while (performance.now() - began < 10_000) {
      one.ask(1, 0, BATCH);
      await sleep(100);
      const before = performance.now();
      expect(one.take(1, 0, BATCH)).toBeUndefined();
      // Taken and waited for in vain, and from then on never again.
      if (performance.now() - before > 90) break;
    }
    const before = performance.now();
    one.ask(1, 0, BATCH);
    expect(one.take(1, 0, BATCH)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(50);
  });
});
