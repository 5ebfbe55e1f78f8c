import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/index.js';
import { temporaryFolder } from '../runs/temporary.js';
import { bench, TEXT } from './support.js';

const CSV = TEXT.replace(/ {2}dataset: .*/, '  dataset: {csv: {path: data/rows.csv, target: y}}')
  .replace('units: 4', 'units: 2')
  .replace('epochs: 4', 'epochs: 1')
  .replace(/expect:[\s\S]*/, '');

const rows = (count: number) =>
  ['a,b,y', ...Array.from({ length: count }, (_, i) => `${i % 7},${i % 5},${i % 2}`), ''].join('\n');

const lock = (version: string, other = '1.0.0') =>
  JSON.stringify({
    packages: {
      '': { name: 'mine' },
      'node_modules/dlx': { version },
      'node_modules/other': { version: other },
    },
  });

const root = temporaryFolder();
const git = (...words: string[]) =>
  execFileSync(
    'git',
    ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...words],
    {
      encoding: 'utf8',
    },
  );
const put = (name: string, text: string) => writeFileSync(join(root, name), text);

describe('with --changed-since', () => {
  const folder = join(root, 'experiments');
  mkdirSync(join(folder, 'data'), { recursive: true });
  mkdirSync(join(root, 'src'));
  const here = bench(CSV, folder);
  const ask = (options = {}) => here.one({ changedSince: 'main', ...options });

  beforeAll(async () => {
    put('.gitignore', 'runs\n');
    put('package-lock.json', lock('1.0.0'));
    put('src/code.ts', '1');
    put('experiments/data/rows.csv', rows(100));
    expect((await here.one({ update: true, seeds: 1 })).exitCode).toBe(0);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('checkout', '-qb', 'work');
  });
  afterEach(() => {
    git('reset', '-q', '--hard', 'work');
    git('clean', '-fdq');
  });

  test('what has not changed is taken from its record', async () => {
    const found = await ask();
    expect(found).toMatchObject({ status: 'ok', exitCode: 0, notes: [], runs: [{ reused: true, seed: 0 }] });
    expect(found.gates.map(({ change }) => change)).toEqual([0, 0]);
  });

  test('without a record it is unchanged: neither failed nor passed', async () => {
    const found = await ask({ runsDir: join(root, 'nowhere') });
    expect(found).toMatchObject({ status: 'unchanged', exitCode: 0, runs: [], gates: [] });
    expect(found.notes).toEqual(['not run: nothing has changed since main, and no record is there']);
  });

  test('a record of another seed is none', async () => {
    expect(await ask({ seeds: 2 })).toMatchObject({ status: 'unchanged' });
  });

  test.each<[string, () => void, string]>([
    ['config', () => here.write(CSV.replace('0.03', '0.02')), 'its config has changed'],
    ['expect', () => here.write(`${CSV}\nexpect: {test.loss: {max: 9}}\n`), 'its config has changed'],
    [
      'baseline',
      () => put('experiments/tiny.baseline.json', `${readFileSync(here.baseline, 'utf8')}\n`),
      'its baseline has changed',
    ],
    ['data', () => put('experiments/data/rows.csv', rows(110)), 'its data has changed'],
    ['version of dlx', () => put('package-lock.json', lock('1.0.1')), 'the code has changed'],
  ])('a changed %s is a reason to run', async (_what, change, why) => {
    change();
    const found = await ask();
    expect(found.runs).toMatchObject([{ reused: false }]);
    expect(found.notes).toEqual([`run because ${why} since main`]);
  });

  test.each<[string, () => void]>([
    ['comment', () => here.write(`# a comment\n${CSV}description: new\n`)],
    ['package that computes nothing', () => put('package-lock.json', lock('1.0.0', '2.0.0'))],
    ['file of another name', () => put('src/code.ts', '2')],
  ])('a changed %s is none', async (_what, change) => {
    change();
    expect(await ask()).toMatchObject({ notes: [], runs: [{ reused: true }] });
  });

  test('data outside of the repository is seen by its hash', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'rows.csv'), rows(100));
    here.write(CSV.replace('data/rows.csv', join(outside, 'rows.csv')));
    await here.one({ update: true, seeds: 1 });
    git('commit', '-qam', 'data elsewhere');
    expect(await here.one({ changedSince: 'HEAD' })).toMatchObject({ runs: [{ reused: true }] });
    writeFileSync(join(outside, 'rows.csv'), rows(120));
    const found = await here.one({ changedSince: 'HEAD' });
    git('reset', '-q', '--hard', 'main');
    expect(found.notes).toEqual(['run because its data has changed since HEAD']);
    expect(found.warnings).toEqual(['the baseline was made with other data']);
  });

  test('files of --code count, new ones too', async () => {
    const code = [join(root, 'src/**').slice(1)];
    const at = process.cwd();
    process.chdir(root);
    try {
      expect(await ask({ code: ['src/**'] })).toMatchObject({ notes: [] });
      put('src/new.ts', '1');
      expect((await ask({ code: ['src/**'] })).notes).toEqual([
        'run because the code has changed since main',
      ]);
      expect(await ask({ code })).toMatchObject({ notes: [] });
    } finally {
      process.chdir(at);
    }
  });

  test('what others have committed there since does not count', async () => {
    git('checkout', '-q', 'main');
    here.write(CSV.replace('0.03', '0.02'));
    git('commit', '-qam', 'theirs');
    git('checkout', '-q', 'work');
    expect(await ask()).toMatchObject({ notes: [], runs: [{ reused: true }] });
  });

  test('what is no commit is exit 2', async () => {
    const wrong = await here.one({ changedSince: '--all' });
    expect(wrong).toMatchObject({ exitCode: EXIT.usage, status: 'error' });
    expect(wrong.problems[0]!.message).toBe('--changed-since --all: git knows no such commit');
  });
});

test('with --changed-since, what is in no repository is exit 2', async () => {
  const { one, baseline } = bench();
  writeFileSync(baseline, readFileSync(join(root, 'experiments/tiny.baseline.json')));
  const lost = await one({ changedSince: 'main' });
  expect(lost.exitCode).toBe(EXIT.usage);
  expect(lost.problems[0]!.message).toMatch(/^--changed-since main: .* is in no git repository$/);
});
