import { execFile } from 'node:child_process';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/experiment/index.js';
import { runExperiment } from '../../../src/pipeline.js';
import { Warm } from '../../../src/sweeps/trial/warm.js';
import { silent } from '../../../src/training/listener.js';
import { fileOf } from '../../pipeline/run.js';
import { numbersOf, TEXT } from '../../resume/support.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { trials } from './support.js';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** All that a run leaves where `dlx run` trains it, in a process of its own. */
async function fresh(file: string, overrides: readonly string[]) {
  const command = [join(root, 'bin', 'dlx.js'), 'run', file, ...overrides, '--json', '--runs-dir'];
  const runsDir = temporaryFolder();
  const { stdout } = await promisify(execFile)(process.execPath, [...command, runsDir]);
  return numbersOf(join(runsDir, JSON.parse(stdout).id));
}

const IMAGES = `name: images
data:
  dataset: mnist
  validation: test
  limit: {train: 96}
  preprocess: [standardize]
  augment: [{RandomTranslation: {height_factor: 0.1, width_factor: 0.1}}]
architecture:
  - Conv2D: {filters: 4, kernel_size: 3, strides: 2, activation: relu}
  - Flatten
  - Dense: {units: 10, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: {sgd: {learning_rate: 0.1, momentum: 0.9}}
training: {epochs: 2, batch_size: 40}
engine: {onnx: {threads: 1}}
`;

/** Trials beside one another, as a sweep has them: some share steps, others rows, others nothing. */
const CASES: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  [
    TEXT,
    [
      [],
      ['optimizer.adam.learning_rate=0.1'],
      ['architecture[0].Dense.units=5'],
      ['seed=4', 'training.checkpoint={every: {steps: 3}}'],
      ['engine=cpu', 'training.epochs=2'],
      ['data.preprocess=[standardize]', 'optimizer=rmsprop'],
    ],
  ],
  [IMAGES, [[]]],
];

test('a trial behind others is to the last bit what it is in a process of its own', async () => {
  const warm = new Warm();
  const found: unknown[] = [];
  const expected: unknown[] = [];
  for (const [text, all] of CASES) {
    const { runsDir, file, taskOf, run } = trials(text);
    const first = expected.length;
    for (const overrides of all) {
      const [{ end }, other] = await Promise.all([run(taskOf(overrides), { warm }), fresh(file, overrides)]);
      found.push(numbersOf(join(runsDir, end.run!)));
      expected.push(other);
    }
    // The first one again: now all is there that it needs.
    const { end } = await run(taskOf(all[0]!), { warm });
    found.push(numbersOf(join(runsDir, end.run!)));
    expected.push(expected[first]);
  }
  expect(found).toEqual(expected);
}, 60_000);

test('nor does it matter which ones, in which order, and whether they were stopped in between', async () => {
  const warm = new Warm();
  const { runsDir, file, taskOf, run } = trials(TEXT);
  const plain = new Map<string, unknown>();
  const plainly = async (overrides: readonly string[]) => {
    const key = overrides.join();
    if (!plain.has(key)) {
      const { folder } = await runExperiment(file, {
        runsDir: temporaryFolder(),
        overrides,
        listener: silent,
      });
      plain.set(key, numbersOf(folder));
    }
    return plain.get(key);
  };
  const rate = fc.constantFrom(0.001, 0.01).map((value) => `optimizer.adam.learning_rate=${value}`);
  const units = fc.constantFrom(6, 12).map((value) => `architecture[0].Dense.units=${value}`);
  const seed = fc.constantFrom(3, 4).map((value) => `seed=${value}`);
  const trial = fc.record({ overrides: fc.tuple(rate, units, seed), stop: fc.integer({ min: 0, max: 3 }) });
  const sweep = fc.array(trial, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sweep, async (list) => {
      for (const { overrides, stop } of list) {
        const decisions = stop > 0 ? [stop] : [];
        const first = await run(taskOf(overrides, { decisions }), { warm, goesOn: async () => false });
        const { end } = await run(taskOf(overrides, { run: first.end.run }), { warm });
        expect(numbersOf(join(runsDir, end.run!))).toEqual(await plainly(overrides));
      }
    }),
    { numRuns: 8, seed: 1 },
  );
}, 60_000);

// Written first: it is old enough to be trusted when the last tests read it.
const ROWS = ['a,b,y', ...Array.from({ length: 40 }, (_, i) => `${i % 7},${(i * 3) % 5},${i % 2}`)];
const table = () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'rows.csv'), ROWS.join('\n'));
  return folder;
};
const old = table();

describe('rows are kept', () => {
  const csv = TEXT.replace(/dataset: .*/, 'dataset: {csv: {path: rows.csv, target: y}}').replaceAll(
    'units: 3',
    'units: 2',
  );

  function bench(folder: string) {
    const path = join(folder, 'rows.csv');
    const file = fileOf(csv, folder);
    const warm = new Warm();
    const rows = (...overrides: string[]) => warm.data(parseExperiment(csv, { file, folder, overrides }));
    return { path, rows };
  }

  test('for trials that differ in what they do with them', async () => {
    const { path, rows } = bench(old);
    await settled(path);
    const first = await rows();
    expect(await rows('optimizer=sgd', 'data.preprocess=[standardize]', 'training.epochs=1')).toBe(first);
    expect((await rows('seed=7')).hash).not.toBe(first.hash);
    expect((await rows('data.split.test=0.4')).hash).not.toBe(first.hash);
    expect(await rows()).toBe(first);
  }, 20_000);

  test('until the file changes, even if its size and date do not', async () => {
    const { path, rows } = bench(old);
    await settled(path);
    const { atime, mtime } = statSync(path);
    const first = await rows();
    const other = ROWS.join('\n').replace('1,3,1', '2,3,1');
    expect(other).not.toBe(ROWS.join('\n'));
    writeFileSync(path, other);
    utimesSync(path, atime, mtime);
    expect(statSync(path).size).toBe(ROWS.join('\n').length);
    expect((await rows()).hash).not.toBe(first.hash);
  }, 20_000);

  test('not from a file that was written a moment ago: it may be written again in the same moment', async () => {
    const { path, rows } = bench(table());
    const first = await rows();
    const again = await rows();
    expect(again).not.toBe(first);
    expect(again.hash).toBe(first.hash);
    writeFileSync(path, ROWS.slice(0, -2).join('\n'));
    expect((await rows()).hash).not.toBe(first.hash);
  });

  /** Until the file is old enough to be trusted. The time of the last change of a file cannot be set. */
  async function settled(path: string): Promise<void> {
    const changed = statSync(path).ctimeMs;
    await expect.poll(() => Date.now() - changed, { timeout: 10_000, interval: 100 }).toBeGreaterThan(3000);
  }
});

test('git is asked once for trials that follow one another', async () => {
  const warm = new Warm();
  const first = warm.git(root);
  expect(warm.git(root)).toBe(first);
  expect(warm.git(dirname(root))).not.toBe(first);
  await Promise.all([first, warm.git(dirname(root))]);
});
