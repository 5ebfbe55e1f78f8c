import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cleanEnv, makePackage } from '../commands/package.js';
import { temporaryFolder } from '../runs/temporary.js';

let bin: string;
let cwd: string;
/** Two runs, made once. */
let two: string;
beforeAll(async () => {
  bin = await makePackage();
  two = temporaryFolder();
  cwd = two;
  writeFileSync(join(cwd, 'x.yaml'), 'name: fake\n');
  for (const epochs of [1, 2]) dlx('run', 'x.yaml', `epochs=${epochs}`, '-q');
});
beforeEach(() => {
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'x.yaml'), 'name: fake\n');
});

const dlx = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...words], { cwd, env: cleanEnv, encoding: 'utf8' });
const filesIn = (folder: string) =>
  readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('tfevents'),
  );

describe('run --tensorboard', () => {
  test('writes event files into the folder of the run', () => {
    const { status, stderr } = dlx('run', 'x.yaml', '--tensorboard', '-q');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(
      filesIn('runs')
        .map((file) => file.split('/').slice(1, -1).join('/'))
        .sort(),
    ).toEqual(['tensorboard', 'tensorboard/train', 'tensorboard/validation']);
  });

  test('without it there are none', () => {
    dlx('run', 'x.yaml', '-q');
    expect(filesIn('runs')).toEqual([]);
  });
});

describe('export-runs', () => {
  beforeEach(() => cpSync(join(two, 'runs'), join(cwd, 'runs'), { recursive: true }));

  test('a line for each run, and what became of it', () => {
    const first = dlx('export-runs', '--all', '--mlflow', 'mlruns');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^(created {4}\S+-fake-aaaaaaaa(-2)? {2}\/.+\/mlruns\/\d{18}\/[0-9a-f]{32}\n){2}$/,
    );
    expect(dlx('export-runs', '--name', 'fake', '--mlflow', 'mlruns').stdout).toMatch(
      /^(unchanged {2}.+\n){2}$/,
    );
  });

  test('--json: one document, of both places', () => {
    const { stdout } = dlx('export-runs', 'last', '--mlflow', 'mlruns', '--tensorboard', 'logs', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { target: 'mlflow', outcome: 'created', notes: [] },
      { target: 'tensorboard', outcome: 'created', where: expect.stringMatching(/^logs\/.+-fake-/) },
    ]);
    expect(filesIn('logs')).toHaveLength(4);
  });

  test('a run whose files are damaged is left out, and the others are not', () => {
    const [id] = readdirSync(join(cwd, 'runs')).filter((name) => name.includes('fake'));
    rmSync(join(cwd, 'runs', id!, 'metrics.csv'));
    const { status, stdout, stderr } = dlx('export-runs', '--all', '--tensorboard', 'logs');
    expect(status).toBe(4);
    expect(stderr).toMatch(
      new RegExp(`^left out ${id}: .*metrics\\.csv: cannot read the metrics \\(ENOENT\\)`),
    );
    expect(stdout).toMatch(/^created .+\n$/);
  });

  test.each([
    [['--all'], /^found no place to export to, expected --mlflow DIR\|URL or --tensorboard DIR/, 2],
    [['--mlflow', 'mlruns'], /^found no run to export\n {2}hint: name runs/, 2],
    [['nobody', '--mlflow', 'mlruns'], /^no run is called nobody/, 2],
    [['last', '--mlflow', 'localhost:5000'], /did you mean http:\/\/localhost:5000\?/, 2],
    [['last', '--mlflow', 'http://127.0.0.1:9'], /^cannot reach an MLflow server at http:\/\/127/, 4],
    [['last', '--mlflow', 'x.yaml'], /cannot write for MLflow \(EEXIST\)\n.*with --mlflow/, 4],
    [['last', '--tensorboard', 'x.yaml'], /cannot write for TensorBoard/, 4],
  ])('%j ends with a message', (words, message, code) => {
    const { status, stdout, stderr } = dlx('export-runs', ...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  });
});
