import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecord } from '../../src/runs/index.js';
import { rowOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';
import { cleanEnv as env, makePackage } from './package.js';

let bin: string;
let cwd: string;
let ids: string[];
beforeAll(async () => {
  bin = await makePackage();
});
beforeEach(async () => {
  cwd = temporaryFolder();
  ids = [];
  for (const [i, name] of ['fake', 'other'].entries()) {
    const clock = { date: new Date(Date.UTC(2026, 0, 1, 0, 0, i)), tick: performance.now() };
    const writer = await createRecord(join(cwd, 'runs'), startOf(name, { clock }));
    writer.epoch(rowOf(1));
    await writer.finish({ status: 'completed', final: { test: { accuracy: 0.9 - i, loss: 0.25 } } });
    ids.push(writer.id);
  }
});

const dlx = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...words], { cwd, env, encoding: 'utf8' });
const files = () => readdirSync(cwd).filter((name) => name !== 'runs');
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

describe('dlx report', () => {
  test('writes a file named after the run into the current folder, and prints its name', () => {
    const { status, stdout, stderr } = dlx('report', 'last', '--no-predictions');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${ids[1]}.html\n`, stderr: '' });
    expect(files()).toEqual([`${ids[1]}.html`]);
    expect(read(files()[0]!)).toMatch(/^<!doctype html>.*<\/html>\n$/s);
  });

  test('of several runs, named or chosen', () => {
    expect(dlx('report', 'last', 'last~1', '--no-predictions').stdout).toBe('report.html\n');
    expect(read('report.html')).toContain('2 runs: other, fake');
    const chosen = dlx('report', '--where', 'test.accuracy>0.5', '--out', 'good.html', '--no-predictions');
    expect(chosen.stdout).toBe('good.html\n');
    expect(read('good.html')).toContain('<h1>fake</h1>');
  });

  test('says why there are no predictions, and is made all the same', () => {
    const { status, stderr } = dlx('report', 'fake');
    expect(status).toBe(0);
    expect(stderr).toMatch(new RegExp(`^note: no predictions of ${ids[0]}: .*experiment\\.yaml`));
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('--json: one document that names file and reason', () => {
    const { stdout } = dlx('report', 'fake', '--json', '-o', 'a.html');
    const document = JSON.parse(stdout);
    expect(document).toEqual({
      file: join(cwd, 'a.html'),
      runs: [
        {
          id: ids[0],
          predictions: { split: null, rows: null, reason: expect.stringContaining('experiment.yaml') },
        },
      ],
    });
  });

  test.each([
    [
      ['report'],
      2,
      /found no run, expected one or more to report on\n {2}hint: name runs \(`dlx report last`\)/,
    ],
    [['report', 'fale'], 2, /no run is called fale in runs\n {2}hint: .* such as fake/],
    [['report', 'last', '--ot', 'x'], 2, /no flag --ot.*did you mean --out\?/s],
    [
      ['report', 'last', '--out', 'missing/a.html'],
      4,
      /missing\/a\.html: the report cannot be written: its folder does not exist/,
    ],
    [['report', 'last', '--out', 'folder'], 4, /folder: the report cannot be written: a folder stands there/],
    [['report', '--where', 'nonsense'], 2, /nonsense/],
  ])('%j: exit %i', (words, exit, message) => {
    mkdirSync(join(cwd, 'folder'));
    const { status, stderr, stdout } = dlx(...words, '--no-predictions');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: exit, stdout: '' });
    expect(files()).toEqual(['folder']);
  });

  test('with no runs folder at all', () => {
    rmSync(join(cwd, 'runs'), { recursive: true });
    const { status, stderr } = dlx('report', 'last');
    expect(status).toBe(2);
    expect(stderr).toMatch(/found no runs in runs\n {2}hint: start one with `dlx run FILE`/);
  });
});
