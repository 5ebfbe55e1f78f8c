import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import type { StoredSweep } from '../../src/sweeps/record/record.js';
import { temporaryFolder } from '../runs/temporary.js';
import { MANY, manyTrials, onDisk, sweepOf, TEXT, trialOf, written } from '../sweeps/results/made.js';
import { cleanEnv as env, makePackage } from './package.js';

let bin: string;
let cwd: string;
let sweep: StoredSweep;
beforeAll(async () => {
  bin = await makePackage();
});
beforeEach(async () => {
  cwd = temporaryFolder();
  mkdirSync(join(cwd, 'runs'));
  const experiment = written(cwd, 'base.yaml', TEXT);
  const trials = manyTrials(25).map((trial) => ({ ...trial, run: null }));
  const runsDir = join(cwd, 'runs');
  sweep = await onDisk(sweepOf(trials, { ...MANY, experiment }), { runsDir });
});

const dlx = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...words], { cwd, env, encoding: 'utf8' });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const best = () =>
  sweep.trials
    .filter(({ status }) => status === 'completed')
    .reduce((a, b) => (b.objectives[0]! > a.objectives[0]! ? b : a));

describe('dlx sweep show', () => {
  test('trials best first, what matters, what failed, what to do next', () => {
    const { status, stdout, stderr } = dlx('sweep', 'show', 'last');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^status +completed$/m);
    expect(stdout).toMatch(/^trials +25 of 20 at most: 19 completed, 5 stopped, 1 failed$/m);
    expect(stdout).toMatch(new RegExp(`^${best().number} \\* +completed`, 'm'));
    expect(stdout).toMatch(/^and 5 more: --top 25 lists all$/m);
    expect(stdout).toMatch(/^optimizer\.adam\.learning_rate +0\.\d\d +#{10,}$/m);
    expect(stdout).toMatch(/^trial 16 failed: the loss became NaN$/m);
    expect(stdout).toContain(`dlx sweep best ${sweep.record.id} > best.yaml`);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test('--csv: every trial with all that it sets, in full', () => {
    const rows: { [column: string]: string }[] = parse(dlx('sweep', 'show', 'made', '--csv').stdout, {
      columns: true,
    });
    expect(rows).toHaveLength(25);
    expect(Object.keys(rows[0]!)).toEqual([
      'trial',
      'best',
      'status',
      'val_accuracy',
      'epochs',
      'seconds',
      ...Object.keys(best().values),
      'run',
    ]);
    expect(rows[0]).toMatchObject({ trial: String(best().number), best: 'true' });
    expect(Number(rows[0]!['optimizer.adam.learning_rate'])).toBe(
      best().values['optimizer.adam.learning_rate'],
    );
    const completed = rows
      .filter(({ status }) => status === 'completed')
      .map((row) => Number(row.val_accuracy));
    expect(completed).toEqual(completed.toSorted((a, b) => b - a));
  });

  test('--md and --top', () => {
    const lines = dlx('sweep', 'show', 'last', '--md', '--top', '3').stdout.trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^\| trial \| best \| status \| val_accuracy \|/);
  });

  test('--json: the record, with trials best first', () => {
    const document = JSON.parse(dlx('sweep', 'show', sweep.record.id.slice(0, 20), '--json').stdout);
    expect(document).toMatchObject({ ...sweep.record, best: [best().number] });
    expect(document.trials).toHaveLength(25);
    expect(document.trials[0]).toEqual(sweep.trials[best().number]);
    expect(document.importance[0]).toMatchObject({ objective: 'val_accuracy', trials: 24 });
  });

  test('of a sweep that has only begun', async () => {
    const running = trialOf(0, { status: 'running', run: null, objectives: [], epochs: 0 });
    const begun = sweepOf([running], { experiment: join(cwd, 'base.yaml'), name: 'begun' });
    await onDisk(begun, { runsDir: join(cwd, 'runs') });
    const { status, stdout } = dlx('sweep', 'show', 'begun');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^0 +waiting|running/m);
    expect(stdout).not.toContain('importance');
  });
});

describe('dlx sweep best', () => {
  test('an experiment on stdout that has the hash of the trial', () => {
    const { status, stdout, stderr } = dlx('sweep', 'best', 'last');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(
        `^# Trial ${best().number} of ${sweep.record.id}: val_accuracy 0\\.\\d+, the best of 25 trials\\.$`,
        'm',
      ),
    );
    expect(stdout).toContain('# A network on made-up data.\n');
    const { hash, value } = parseExperiment(stdout, { file: 'best.yaml', folder: cwd });
    expect(hash).toBe(sweep.trials[best().number]!.experiment_hash);
    expect(value.name).toBe('made-best');
  });

  test('--out writes a file, --trial takes another one', () => {
    const { status, stdout } = dlx('sweep', 'best', 'last', '--trial', '3', '--out', 'third.yaml');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'third.yaml\n' });
    expect(read('third.yaml')).toMatch(/^# Trial 3 of .*, stopped, one of 25 trials\.$/m);
    expect(parseExperiment(read('third.yaml'), { file: '', folder: cwd }).value.name).toBe('made-trial-3');
  });

  test('--json: one document', () => {
    const document = JSON.parse(dlx('sweep', 'best', 'last', '--json').stdout);
    expect(document).toMatchObject({ sweep: sweep.record.id, trial: best().number, file: null });
    expect(document.text).toBe(dlx('sweep', 'best', 'last').stdout);
  });

  test('of several objectives the first decides, and says so', async () => {
    const trials = [0, 1].map((number) => trialOf(number, { run: null, objectives: [number, number] }));
    const objectives = ['a', 'b'].map((name) => ({ name, goal: 'minimize' as const }));
    const two = trials.map((trial, i) => ({ ...trial, objectives: [i, -i] }));
    await onDisk(sweepOf(two, { experiment: join(cwd, 'base.yaml'), name: 'two', objectives }), {
      runsDir: join(cwd, 'runs'),
    });
    const { stdout, stderr } = dlx('sweep', 'best', 'two');
    expect(stderr).toBe('note: trial 0 is the best in a, one of 2 on the front: --trial N takes another\n');
    expect(stdout).toMatch(/^# Trial 0 of .*: a 0, b 0, on the front of 2 trials\.$/m);
  });
});

describe('dlx report --sweep', () => {
  test('writes a page named after the sweep', () => {
    const { status, stdout, stderr } = dlx('report', '--sweep', 'last');
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `${sweep.record.id}.html\n`,
      stderr: '',
    });
    expect(read(`${sweep.record.id}.html`)).toMatch(/^<!doctype html>.*<h1>Sweep made<\/h1>.*<\/html>\n$/s);
    const document = JSON.parse(dlx('report', '--sweep', 'made', '--json', '-o', 'a.html').stdout);
    expect(document).toEqual({ file: join(cwd, 'a.html'), sweep: sweep.record.id, trials: 25 });
  });
});

test.each([
  [['sweep', 'show'], 2, /dlx sweep show needs SWEEP/],
  [['sweep', 'show', 'other'], 2, /no sweep other in runs.*\n {2}hint: .*`last`/],
  [['sweep', 'show', 'last', '--top', '0'], 2, /--top/],
  [['sweep', 'best', 'last', '--trial', '99'], 2, /has no trial 99: expected 0 to 24/],
  [['sweep', 'best', 'last', '--out', 'base.yaml'], 2, /base\.yaml: the sweep was made from this file/],
  [
    ['sweep', 'best', 'last', '--out', 'no/where.yaml'],
    4,
    /no\/where\.yaml: cannot write the experiment \(ENOENT\)/,
  ],
  [['report', '--sweep', 'other'], 2, /no sweep other/],
  [['report', 'a', '--sweep', 'last'], 2, /found --sweep and a, expected a sweep or runs/],
  [['report', '--sweep', 'last', '--name', 'x'], 2, /expected one of them/],
])('%j: exit %i', (words, exit, message) => {
  const { status, stderr, stdout } = dlx(...words);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ status, stdout }).toEqual({ status: exit, stdout: '' });
  expect(readdirSync(cwd).sort()).toEqual(['base.yaml', 'runs']);
});
