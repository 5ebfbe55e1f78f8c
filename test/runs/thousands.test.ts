import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { compare } from '../../src/compare/compare.js';
import { catalog } from '../../src/runs/catalog/catalog.js';
import { chosenRuns } from '../../src/runs/catalog/choose.js';
import { facts } from '../../src/runs/catalog/facts-file.js';
import { type Selection, select } from '../../src/runs/catalog/select.js';
import { accuracyOf, manyRuns, RATES } from './many.js';

const COUNT = 10_000;
const bin = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');
let runsDir: string;

beforeAll(async () => {
  // Builds what is stale.
  expect(spawnSync(process.execPath, [bin, '--version']).status).toBe(0);
  runsDir = await manyRuns(COUNT);
  catalog(runsDir);
  facts(runsDir);
}, 120_000);

/** Seconds of this process's CPU that work takes: a busy machine does not change them much. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const all = Array.from({ length: COUNT }, (_, i) => i);
/** In a hundredth of the runs each. */
const QUERIES: readonly (readonly [Selection, number])[] = [
  [{ where: ['test.accuracy>0.896'] }, all.filter((i) => accuracyOf(i) > 0.896).length],
  [{ where: ['tag=round'] }, COUNT / 100],
  [
    { where: ['optimizer.adam.learning_rate<=0.003', 'test.accuracy>0.89'] },
    all.filter((i) => RATES[i % RATES.length]! <= 0.003 && accuracyOf(i) > 0.89).length,
  ],
  [{ sort: 'optimizer.adam.learning_rate', limit: 7 }, 7],
];

test.each(QUERIES)('of 10,000 runs, %j is answered out of the index', (selection, count) => {
  let found = 0;
  const seconds = cpuSeconds(() => {
    const { entries } = catalog(runsDir);
    found = select(entries, selection, 0, () => facts(runsDir)).length;
  });
  expect(found).toBe(count);
  expect(seconds).toBeLessThan(1.5);
});

test('200 of 10,000 runs are compared', () => {
  const seconds = cpuSeconds(() => {
    const chosen = chosenRuns(runsDir, [], { where: ['seed<40'] }, 0);
    const { runs, differing } = compare(chosen.runs.map(({ record }) => record));
    expect(runs).toHaveLength(200);
    expect(differing).toEqual(['seed', 'optimizer.adam.learning_rate']);
  });
  expect(seconds).toBeLessThan(2);
});

/** Seconds of CPU of a whole `dlx runs`, start included. */
function command(...words: string[]): { readonly seconds: number; readonly stdout: string } {
  const tell =
    'process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("cpu",(user+system)/1e6)})';
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${tell}`, bin, 'runs', '--runs-dir', runsDir, ...words],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  expect(status, stderr).toBe(0);
  return { stdout, seconds: Number(/^cpu (.+)$/m.exec(stderr)![1]) };
}

test.each<[string[], number]>([
  [[], COUNT],
  [['--where', 'test.accuracy>0.896'], QUERIES[0]![1]],
  [['--where', 'training.batch_size=64', '--limit', '9'], 9],
])('dlx runs %j', (words, count) => {
  const { stdout, seconds } = command(...words, '--csv');
  expect(stdout.trimEnd().split('\n')).toHaveLength(count + 1);
  expect(seconds).toBeLessThan(2.5);
});
