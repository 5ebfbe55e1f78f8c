import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { catalog } from '../../src/runs/catalog/catalog.js';
import { facts } from '../../src/runs/catalog/facts-file.js';
import { type Selection, select } from '../../src/runs/catalog/select.js';
import { factsOf } from '../../src/runs/facts.js';
import { createRecord, listRuns, readRun } from '../../src/runs/index.js';
import { experimentOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

let runsDir: string;
const file = () => join(runsDir, '.facts.json');
const text = () => readFileSync(file(), 'utf8');

const RATES = [0.1, 0.01, 0.001];
const BATCHES = [64, 'full', 32] as const;

/** Seeds 0, 1, 2; the last has a layer more, and the first other tags. */
beforeEach(async () => {
  runsDir = temporaryFolder();
  for (const seed of [0, 1, 2]) {
    const { training } = experimentOf('a');
    const experiment = experimentOf('a', {
      seed,
      tags: seed === 0 ? ['good', 'old'] : ['good'],
      optimizer: { adam: { learning_rate: RATES[seed]! } },
      training: { ...training, batch_size: BATCHES[seed]!, shuffle: seed !== 1 },
      architecture: [{ Dense: { units: 10 } }, ...(seed === 2 ? [{ Dropout: { rate: 0.5 } }] : [])],
    });
    const clock = { date: new Date(Date.UTC(2026, 10, 1, 0, seed)), tick: 0 };
    const writer = await createRecord(runsDir, startOf('a', { experiment, clock }));
    await writer.finish({ status: 'completed', final: { test: { accuracy: 0.9 } } });
  }
});

/** Every key of every run, as the table has it. */
function tableOf() {
  const table = facts(runsDir);
  return new Map(table.keys.map((key) => [key, table.column(key)]));
}

describe('what runs were made of', () => {
  test('is what their records say, the second time too, without reading them', () => {
    const expected = new Map<string, Map<string, unknown>>();
    for (const { record } of listRuns(runsDir).runs) {
      for (const [key, value] of factsOf(record)) {
        expected.set(key, (expected.get(key) ?? new Map()).set(record.id, value));
      }
    }
    expect(tableOf()).toEqual(expected);
    expect(expected.size).toBeGreaterThan(20);
    const written = text();
    expect(tableOf()).toEqual(expected);
    expect(text()).toBe(written);
    writeFileSync(
      file(),
      written.replace('["optimizer.adam.learning_rate",0.01]', '["optimizer.adam.learning_rate",7]'),
    );
    expect([...facts(runsDir).column('optimizer.adam.learning_rate').values()]).toContain(7);
  });

  test('follows what was changed, added and removed', async () => {
    const before = tableOf();
    const [newest, ...others] = listRuns(runsDir).runs;
    const path = join(newest!.folder, 'run.json');
    const record = readRun(path);
    writeFileSync(path, JSON.stringify({ ...record, experiment: { ...record.experiment, seed: 5 } }));
    expect(facts(runsDir).column('seed').get(record.id)).toBe(5);
    rmSync(newest!.folder, { recursive: true });
    expect([...facts(runsDir).column('seed').keys()].sort()).toEqual(
      others.map(({ record: { id } }) => id).sort(),
    );
    const experiment = experimentOf('b', { seed: 9 });
    const { id } = await createRecord(runsDir, startOf('b', { experiment }));
    expect(facts(runsDir).column('seed').get(id)).toBe(9);
    expect(before.get('seed')!.size).toBe(3);
  });

  test.each([
    ['is missing', () => rmSync(file())],
    ['is cut off', () => writeFileSync(file(), text().slice(0, -20))],
    ['is of another version', () => writeFileSync(file(), text().replace('"version":1', '"version":9'))],
    ['holds something else', () => writeFileSync(file(), '{"version":1,"pairs":[["a",{}]],"runs":[[1]]}')],
    ['points nowhere', () => writeFileSync(file(), text().replace(/\[\d+,\d+,/g, '[9999,0,'))],
    ['is null', () => writeFileSync(file(), 'null')],
  ])('is read anew where its file %s', (_, harm) => {
    const before = tableOf();
    harm();
    expect(tableOf()).toEqual(before);
  });

  test('leaves out a run whose record is damaged', () => {
    const { folder, record } = listRuns(runsDir).runs[0]!;
    writeFileSync(join(folder, 'run.json'), '{');
    expect(facts(runsDir).column('seed').has(record.id)).toBe(false);
  });
});

describe('a selection by what runs were made of', () => {
  const seeds = (selection: Selection) =>
    select(catalog(runsDir).entries, selection, 0, () => facts(runsDir)).map(({ seed }) => seed);

  test.each<[Selection, number[]]>([
    [{ where: ['optimizer.adam.learning_rate<0.1'] }, [2, 1]],
    [{ where: ['optimizer.adam.learning_rate >= 1e-2', 'test.accuracy>0.5'] }, [1, 0]],
    [{ where: ['training.batch_size=64'] }, [0]],
    [{ where: ['training.batch_size=full'] }, [1]],
    [{ where: ['training.batch_size!=full'] }, [2, 0]],
    [{ where: ['training.batch_size>1'] }, [2, 0]],
    [{ where: ['training.shuffle=false'] }, [1]],
    [{ where: ['architecture[0].Dense.units>=10'] }, [2, 1, 0]],
    [{ where: ['architecture[1].Dropout.rate=0.5'] }, [2]],
    [{ where: ['version of node=20.0.0'] }, [2, 1, 0]],
    [{ where: ['tag=old'] }, [0]],
    [{ where: ['tag!=old'] }, [2, 1]],
    [{ where: ['tag=good', 'tag!=old'] }, [2, 1]],
    [{ sort: 'optimizer.adam.learning_rate' }, [2, 1, 0]],
    [{ sort: '-optimizer.adam.learning_rate' }, [0, 1, 2]],
    [{ sort: 'training.batch_size' }, [2, 0, 1]],
    [{ sort: 'tag' }, [2, 1, 0]],
    [{ sort: 'architecture[1].Dropout.rate', limit: 1 }, [2]],
  ])('%j', (selection, expected) => {
    expect(seeds(selection)).toEqual(expected);
  });

  test('names the nearest key for one that no run has', () => {
    expect(() => seeds({ where: ['optimizer.adam.learnin_rate<1'] })).toThrow(
      /no run has optimizer\.adam\.learnin_rate\n {2}hint: did you mean optimizer\.adam\.learning_rate\?/,
    );
    expect(() => seeds({ sort: 'zzz' })).toThrow(/--sort zzz: no run has zzz/);
  });

  test('reads no facts where none are asked for', () => {
    const refuse = () => {
      throw new Error('asked');
    };
    const { entries } = catalog(runsDir);
    expect(select(entries, { where: ['test.accuracy>0', 'seed>0'], sort: 'tag' }, 0, refuse)).toHaveLength(2);
  });
});
