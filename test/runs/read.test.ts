import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRecord, findRun, listRuns, previousRun, readRun } from '../../src/runs/index.js';
import { experimentOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

let runsDir: string;
const ids: string[] = [];

/** Four runs: a, b, a (failed), b; then one that is damaged and a folder that is no run. */
beforeAll(async () => {
  runsDir = temporaryFolder();
  for (const [i, name] of ['a', 'b', 'a', 'b'].entries()) {
    const clock = { date: new Date(Date.UTC(2026, 10, 20 + Math.floor(i / 2), 10, 0, 0, i)), tick: 0 };
    const start = startOf(name, { clock, experimentHash: `${i}`.repeat(64), experiment: experimentOf(name) });
    const writer = await createRecord(runsDir, start);
    await writer.finish({ status: i === 2 ? 'failed' : 'completed' });
    ids.push(writer.id);
  }
  mkdirSync(join(runsDir, '20261120T110000Z-a-ffffffff'));
  writeFileSync(join(runsDir, '20261120T110000Z-a-ffffffff', 'run.json'), '{"schema_version": 1, "id"');
  mkdirSync(join(runsDir, 'notes'));
});

describe('listing', () => {
  test('newest first, damaged records left out with a warning', () => {
    const { runs, warnings } = listRuns(runsDir);
    expect(runs.map((run) => run.record.id)).toEqual(ids.toReversed());
    expect(warnings).toEqual([expect.stringMatching(/^skipped .*ffffffff.run\.json: expected a run record/)]);
  });

  test('a folder that does not exist holds no runs', () => {
    expect(listRuns(join(runsDir, 'none'))).toEqual({ runs: [], warnings: [] });
  });

  test('of 500 runs takes a moment', () => {
    const many = temporaryFolder();
    for (let i = 0; i < 500; i++) {
      const id = `20261122T${String(i).padStart(6, '0')}Z-a-00000000`;
      cpSync(join(runsDir, ids[0]!), join(many, id), { recursive: true });
    }
    const begun = performance.now();
    expect(listRuns(many).runs).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('a RUN', () => {
  const found = (ref: string) => findRun(runsDir, ref).record.id;

  test.each([
    ['last', 3],
    ['last~0', 3],
    ['last~2', 1],
    ['a', 2],
    ['b', 3],
    ['20261120T100000Z-a', 0],
  ])('%s', (ref, index) => {
    expect(found(ref)).toBe(ids[index]);
  });

  test('an id, a path of a folder, a path of a run.json', () => {
    for (const id of ids) {
      expect(found(id)).toBe(id);
      expect(found(join(runsDir, id))).toBe(id);
      const run = findRun(runsDir, join(runsDir, id, 'run.json'));
      expect(run).toMatchObject({ folder: join(runsDir, id), record: { id } });
    }
  });

  test.each([
    ['2026112', /beginning of 5 runs: .*-b-3{8}.*\n.*write more/s],
    ['c', /no run is called c .*\n {2}hint: expected an id.* such as b, a, last, 2026/s],
    ['lasst', /such as last$/],
    ['last~9', /last~9: found 4 runs/],
    ['', /no run is called/],
    ['./nowhere', /no run record found here/],
    ['20261120T110000Z-a-f', /run\.json: expected a run record, found one that is not valid JSON/],
  ])('%j is refused', (ref, message) => {
    expect(() => found(ref)).toThrow(message);
  });

  test('nothing there yet', () => {
    expect(() => findRun(join(runsDir, 'none'), 'last')).toThrow(/found no runs .*\n.*dlx run FILE/s);
    expect(() => findRun(join(runsDir, 'none'), 'x')).toThrow(/found no runs/);
  });
});

test('the previous run is the newest completed one of the same name before', () => {
  expect(previousRun(runsDir, 'b', ids[3])?.id).toBe(ids[1]);
  expect(previousRun(runsDir, 'a')?.id).toBe(ids[0]);
  expect(previousRun(runsDir, 'a', ids[0])).toBeUndefined();
  expect(previousRun(runsDir, 'c')).toBeUndefined();
});

describe('a run.json', () => {
  const written = (text: string) => {
    const file = join(temporaryFolder(), 'run.json');
    writeFileSync(file, text);
    return file;
  };

  test.each([
    ['', /the file is empty/],
    ['[]', /not an object/],
    ['{}', /expected schema_version 1, found none/],
    ['{"schema_version": 2}', /found 2\n.*newer dlx/s],
    ['{"schema_version": 1, "id": "x"}', /without name, tags, status/],
    ['\u0000\u0001', /not valid JSON/],
  ])('%j is refused with exit 2', (text, message) => {
    const file = written(text);
    expect(() => readRun(file)).toThrow(message);
    expect(() => readRun(file)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
