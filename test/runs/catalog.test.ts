import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { catalog } from '../../src/runs/catalog/catalog.js';
import { type Selection, select } from '../../src/runs/catalog/select.js';
import { createRecord, listRuns, readRun } from '../../src/runs/index.js';
import { experimentOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const INDEX = '.index.json';
let runsDir: string;

/** Accuracies 0.5, 0.9 and none: a run that failed. An hour apart, the last one an hour ago. */
beforeEach(async () => {
  runsDir = temporaryFolder();
  for (const [i, accuracy] of [0.5, 0.9, undefined].entries()) {
    const name = i === 0 ? 'first' : 'other';
    const clock = { date: new Date(NOW - (3 - i) * 3_600_000), tick: 0 };
    const experiment = experimentOf(name, { tags: i === 1 ? ['a', 'b'] : ['a'], seed: i });
    const writer = await createRecord(
      runsDir,
      startOf(name, { clock, experiment, experimentHash: `${i}`.repeat(64) }),
    );
    if (accuracy === undefined) await writer.finish({ status: 'failed' });
    else await writer.finish({ status: 'completed', final: { test: { accuracy, loss: 1 - accuracy } } });
  }
});

const index = () => readFileSync(join(runsDir, INDEX), 'utf8');

describe('the catalog', () => {
  test('says of every run what its record says, the second time too', () => {
    const first = catalog(runsDir).entries;
    const records = listRuns(runsDir).runs.map(({ record }) => record);
    expect(first.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
    expect(first.map(({ status, seed, tags }) => ({ status, seed, tags }))).toEqual(
      records.map(({ status, seed, tags }) => ({ status, seed, tags })),
    );
    expect(first[1]!.metrics).toEqual({ 'test.accuracy': 0.9, 'test.loss': 1 - 0.9 });
    const written = index();
    expect(catalog(runsDir).entries).toEqual(
      first.map((entry) => ({ ...entry, metrics: { ...entry.metrics } })),
    );
    expect(index()).toBe(written);
  });

  test('does not read a record again that has not changed', () => {
    catalog(runsDir);
    writeFileSync(join(runsDir, INDEX), index().replace('"seed":1', '"seed":77'));
    expect(catalog(runsDir).entries[1]!.seed).toBe(77);
  });

  test('sees what was changed, added and removed', async () => {
    const [newest] = catalog(runsDir).entries;
    const file = join(runsDir, newest!.id, 'run.json');
    writeFileSync(file, JSON.stringify({ ...readRun(file), tags: ['changed'] }));
    expect(catalog(runsDir).entries[0]!.tags).toEqual(['changed']);
    rmSync(join(runsDir, newest!.id), { recursive: true });
    expect(catalog(runsDir).entries).toHaveLength(2);
    await (await createRecord(runsDir, startOf('new'))).finish({ status: 'completed' });
    expect(catalog(runsDir).entries.map(({ name }) => name)).toContain('new');
  });

  test.each([
    ['is missing', () => rmSync(join(runsDir, INDEX))],
    ['is cut off', () => writeFileSync(join(runsDir, INDEX), index().slice(0, -20))],
    [
      'is of another version',
      () => writeFileSync(join(runsDir, INDEX), index().replace('"version":1', '"version":9')),
    ],
    [
      'holds something else',
      () => writeFileSync(join(runsDir, INDEX), '{"version":1,"runs":[{"mark":"","entry":{}}]}'),
    ],
  ])('is made anew where the index %s', (_, harm) => {
    const before = catalog(runsDir).entries;
    const whole = index();
    harm();
    expect(catalog(runsDir).entries.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(JSON.parse(index())).toEqual(JSON.parse(whole));
  });

  test('passes over a damaged record with a warning', () => {
    const { id } = catalog(runsDir).entries[0]!;
    writeFileSync(join(runsDir, id, 'run.json'), '{');
    const { entries, warnings } = catalog(runsDir);
    expect(entries).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/^skipped .*run\.json: expected a run record/)]);
  });

  test('shows a run as interrupted whose process is gone, out of the index too', async () => {
    const { id } = await createRecord(runsDir, startOf('gone'));
    const file = join(runsDir, id, 'run.json');
    expect(catalog(runsDir).entries.find((entry) => entry.id === id)!.status).toBe('running');
    const record = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(
      file,
      JSON.stringify({ ...record, process: { ...record.process, started: 'another time' } }),
    );
    for (const _ of [1, 2]) {
      expect(catalog(runsDir).entries.find((entry) => entry.id === id)!.status).toBe('interrupted');
    }
  });

  test('holds nothing where there is no folder', () => {
    expect(catalog(join(runsDir, 'none'))).toEqual({ entries: [], warnings: [] });
  });
});

describe('a selection', () => {
  const seeds = (selection: Selection) =>
    select(catalog(runsDir).entries, selection, NOW).map(({ seed }) => seed);

  test.each<[Selection, number[]]>([
    [{}, [2, 1, 0]],
    [{ name: 'other' }, [2, 1]],
    [{ tags: ['a', 'b'] }, [1]],
    [{ status: 'failed' }, [2]],
    [{ where: ['test.accuracy>0.5'] }, [1]],
    [{ where: ['test.accuracy >= 0.5', 'seed!=1'] }, [0]],
    [{ where: ['name=first'] }, [0]],
    [{ where: ['test.accuracy<1e9'] }, [1, 0]],
    [{ since: '90m' }, [2]],
    [{ since: '2h' }, [2, 1]],
    [{ since: '2026-11-22T09:30:00Z' }, [2, 1]],
    [{ sort: 'test.accuracy' }, [1, 0, 2]],
    [{ sort: '-test.accuracy' }, [0, 1, 2]],
    [{ sort: 'test.loss' }, [1, 0, 2]],
    [{ sort: 'seed' }, [0, 1, 2]],
    [{ sort: 'test.accuracy', limit: 1 }, [1]],
  ])('%j', (selection, expected) => {
    expect(seeds(selection)).toEqual(expected);
  });

  test.each<[Selection, string]>([
    [{ where: ['test.accurcy>1'] }, 'no run has test.accurcy'],
    [{ where: ['test.accuracy'] }, 'found no condition'],
    [{ sort: 'tset.loss' }, 'no run has tset.loss'],
    [{ since: 'yesterday' }, 'found no date'],
    [{ since: '99999999w' }, 'found no date'],
  ])('that says nothing is an error: %j', (selection, message) => {
    expect(() => seeds(selection)).toThrow(message);
  });
});
