import { beforeAll, describe, expect, test } from 'vitest';
import { compareByConfig } from '../../src/compare/by-config.js';
import { compare } from '../../src/compare/compare.js';
import { chosenRuns } from '../../src/runs/catalog/choose.js';
import { factsOf } from '../../src/runs/facts.js';
import { createRecord, type RunRecord } from '../../src/runs/index.js';
import { experimentOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';

interface Made {
  readonly seed?: number;
  readonly rate?: number;
  readonly units?: number;
  readonly dropout?: boolean;
  readonly accuracy: number | null;
  readonly data?: string;
  readonly name?: string;
}

const runsDir = temporaryFolder();
let count = 0;

async function made({ seed = 0, rate = 0.001, units = 10, dropout, accuracy, data = 'f', name = 'a' }: Made) {
  const experiment = experimentOf(name, {
    seed,
    optimizer: { adam: { learning_rate: rate } },
    architecture: [...(dropout ? [{ Dropout: { rate: 0.5 } }] : []), { Dense: { units } }],
  });
  const clock = { date: new Date(Date.UTC(2026, 10, 1, 0, 0, count++)), tick: 0 };
  const writer = await createRecord(runsDir, startOf(name, { experiment, clock, dataHash: data.repeat(64) }));
  const test = { accuracy: accuracy ?? Number.NaN, loss: 1 - (accuracy ?? 0) };
  return writer.finish({ status: 'completed', final: { test } });
}

const table = (records: readonly RunRecord[]) => {
  const { differing, metrics, runs } = compare(records);
  return { differing, metrics, rows: runs.map(({ facts, values, best }) => [...facts, ...values, ...best]) };
};

describe('runs side by side', () => {
  test('have a column for what differs and nothing else, then metrics, the best of each marked', async () => {
    const records = [await made({ accuracy: 0.8 }), await made({ rate: 0.01, accuracy: 0.9 })];
    expect(table(records)).toEqual({
      differing: ['optimizer.adam.learning_rate'],
      metrics: ['test.accuracy', 'test.loss'],
      rows: [
        [0.001, 0.8, 1 - 0.8, false, false],
        [0.01, 0.9, 1 - 0.9, true, true],
      ],
    });
  });

  test('differ in layers, seed and data as well, and neither in name nor in ways to say the same', async () => {
    const records = [
      await made({ accuracy: 0.8 }),
      await made({ units: 20, dropout: true, seed: 3, data: 'e', name: 'b', accuracy: 0.8 }),
    ];
    expect(table(records).differing).toEqual([
      'seed',
      'architecture[0].Dense.units',
      'data hash',
      'architecture[0].Dropout.rate',
      'architecture[1].Dense.units',
    ]);
    expect(table(records).rows[0]!.slice(0, 5)).toEqual([0, 10, 'ffffffff', undefined, undefined]);
  });

  test('where a metric was not finite it is no number, and never the best', async () => {
    const records = [await made({ accuracy: null }), await made({ accuracy: 0.1 })];
    const { rows } = table(records);
    expect(rows.map((row) => row[0])).toEqual([null, 0.1]);
    expect(rows.map((row) => row[2])).toEqual([false, true]);
  });

  test('that are equal are all the best', async () => {
    const records = [await made({ accuracy: 0.5 }), await made({ accuracy: 0.5 })];
    expect(table(records)).toMatchObject({
      differing: [],
      rows: [
        [0.5, 0.5, true, true],
        [0.5, 0.5, true, true],
      ],
    });
  });

  test('have every leaf of the experiment among their facts', async () => {
    const facts = factsOf(await made({ accuracy: 1 }));
    expect(facts.get('training.batch_size')).toBe(64);
    expect(facts.get('data.preprocess')).toBe('[rescale]');
    expect(facts.get('git commit')).toBe('c0ffee');
    expect(facts.get('version of node')).toBe('20.0.0');
  });
});

describe('runs by configuration', () => {
  let records: RunRecord[];
  beforeAll(async () => {
    records = [];
    // Rows are drawn by the seed: the data differs with it.
    for (const [seed, accuracy] of [0.8, 0.82, 0.84].entries()) {
      records.push(await made({ seed, accuracy, data: 'abc'[seed]! }));
      records.push(await made({ seed, rate: 0.01, accuracy: accuracy + 0.01, data: 'abc'[seed]! }));
      records.push(await made({ seed, rate: 1, accuracy: accuracy - 0.3, data: 'abc'[seed]! }));
    }
  });

  test('are folded into mean and deviation of the sample', () => {
    const { groups, differing } = compareByConfig(records);
    expect(differing).toEqual(['optimizer.adam.learning_rate']);
    expect(groups.map(({ facts, ids }) => [facts[0], ids.length])).toEqual([
      [0.001, 3],
      [0.01, 3],
      [1, 3],
    ]);
    const accuracy = groups.map(({ metrics }) => metrics.get('test.accuracy')!);
    expect(accuracy.map(({ mean }) => mean)).toEqual(
      [0.82, 0.83, 0.52].map((mean) => expect.closeTo(mean, 10)),
    );
    for (const { deviation } of accuracy) expect(deviation).toBeCloseTo(0.02, 10);
  });

  test('say where a difference is within the noise', () => {
    const accuracy = compareByConfig(records).groups.map(({ metrics }) => metrics.get('test.accuracy')!);
    // Two standard errors of the difference: 2 * sqrt(2 * 0.02^2 / 3) = 0.033.
    expect(accuracy.map(({ best, withinNoise }) => [best, withinNoise])).toEqual([
      [false, true],
      [true, undefined],
      [false, false],
    ]);
  });

  test('are apart where one seed had other data', async () => {
    const other = await made({ seed: 0, accuracy: 0.8, data: 'd' });
    expect(compareByConfig([records[0]!, other]).groups).toHaveLength(2);
    expect(compareByConfig([records[0]!, records[3]!]).groups).toHaveLength(1);
  });

  test('count a seed that came to the same twice once', async () => {
    const [{ seed, metrics }] = records as [RunRecord];
    const again = await made({ seed, accuracy: metrics.final.test!.accuracy!, data: 'a' });
    const spread = (all: readonly RunRecord[]) =>
      compareByConfig(all).groups[0]!.metrics.get('test.accuracy');
    expect(spread([...records, again])).toEqual(spread(records));
    expect(compareByConfig([...records, again]).groups[0]!.ids).toHaveLength(4);
  });

  test('of one run each have no deviation, and no word of noise', async () => {
    const { groups } = compareByConfig(records.slice(0, 2));
    expect(groups.map(({ metrics }) => metrics.get('test.accuracy'))).toEqual([
      { count: 1, mean: 0.8, best: false },
      { count: 1, mean: 0.81, best: true },
    ]);
  });
});

test('runs are chosen by name, in the order given, or by a selection, oldest first', async () => {
  const one = await made({ accuracy: 0.3, name: 'chosen' });
  const two = await made({ accuracy: 0.2, name: 'chosen', seed: 9 });
  const ids = (named: string[], selection = {}) =>
    chosenRuns(runsDir, named, selection, Date.now()).runs.map(({ record }) => record.id);
  expect(ids(['last', one.id])).toEqual([two.id, one.id]);
  expect(ids([], { name: 'chosen' })).toEqual([one.id, two.id]);
  expect(ids([], { name: 'chosen', sort: 'test.accuracy' })).toEqual([one.id, two.id]);
  expect(ids([])).toEqual([]);
  expect(() => ids(['nobody'])).toThrow('no run is called nobody');
});
