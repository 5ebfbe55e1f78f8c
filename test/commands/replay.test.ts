import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { canvasOf } from '../../src/commands/present/curves.js';
import { temporaryFolder } from '../runs/temporary.js';
import { cleanEnv, makePackage } from './package.js';

let bin: string;
let cwd: string;
beforeAll(async () => {
  bin = await makePackage();
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'x.yaml'), 'name: fake\n');
  dlx('run', 'x.yaml', '-q');
  dlx('run', 'x.yaml', '-q', 'epochs=5');
});

const env = { ...cleanEnv, LANG: 'C.UTF-8' };
const dlx = (...words: string[]) =>
  spawnSync(process.execPath, [bin, ...words], { cwd, env, encoding: 'utf8' });
const CONTROL = /[^\P{Cc}\n]/u;

/** Another hash of the weights in an epoch of the newest run. */
function damage(epoch: number): void {
  const { id } = JSON.parse(dlx('runs', '--json', '-n', '1').stdout)[0];
  const path = join(cwd, 'runs', id, 'metrics.csv');
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.with(epoch, lines[epoch]!.replace(/c{16}/, 'd'.repeat(16))).join('\n'));
}

describe('verify', () => {
  test('identical: exit 0', () => {
    const { status, stdout, stderr } = dlx('verify', 'last~1');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^epoch 3\/3 .*\n\n.*-fake-.*: identical\nreplayed 3 of 3 epochs: /m);
    expect(stdout).not.toMatch(CONTROL);
    const json = dlx('verify', 'last', '--epochs', '2', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ identical: true, epochs: 5, compared: 2 });
    expect(json.stderr).toMatch(/^epoch 1\/2 /);
  });

  test('not identical: exit 1, with the first epoch', () => {
    damage(5);
    const { status, stdout, stderr } = dlx('verify', 'fake', '-q');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/NOT identical\nreplayed 5 of 5 epochs: epoch 5 is the first that differs\n/);
    expect(stdout).toMatch(/^weights_hash +dddddddd +cccccccc$/m);
    expect(stdout).toMatch(/nothing differs that numbers depend on/);
  });

  test.each([
    [['verify'], /needs RUN/],
    [['verify', 'last', '--epochs', '0'], /--epochs/],
    [['verify', 'last', '--runs-dir', 'none'], /found no runs in none/],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr, stdout } = dlx(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('a signal ends it, and so does a second one at once: nothing is left behind', async () => {
    dlx('run', 'x.yaml', '-q', 'epochs=300', 'pause=1', '--runs-dir', 'long');
    for (const [signal, times, code] of [
      ['SIGTERM', 1, 143],
      ['SIGINT', 2, 130],
    ] as const) {
      const TMPDIR = temporaryFolder();
      const child = spawn(process.execPath, [bin, 'verify', 'last', '--runs-dir', 'long'], {
        cwd,
        env: { ...env, TMPDIR },
      });
      await once(child.stdout, 'data');
      expect(readdirSync(TMPDIR)).toHaveLength(1);
      for (let i = 0; i < times; i++) child.kill(signal);
      expect((await once(child, 'exit'))[0]).toBe(code);
      expect(readdirSync(TMPDIR)).toEqual([]);
    }
  });
});

describe('diff', () => {
  test('prints sections and one plot, and exits with 0', () => {
    const { status, stdout, stderr } = dlx('diff', 'last~1', 'last');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^a {2}.*3 epochs\nb {2}.*5 epochs\n\nconfig\n {2}no difference\n/);
    expect(stdout).toMatch(/^ {2}validation\.loss +0\.3333 +0\.2000 +-0\.1333 +better$/m);
    expect(stdout).toMatch(/^val_loss {3}━ a {3}─ b\n +▲$/m);
    expect(stdout).not.toMatch(CONTROL);
  });

  test('--exit-code, --md, --json, --metric', () => {
    writeFileSync(join(cwd, 'a.yaml'), EXPERIMENT);
    writeFileSync(join(cwd, 'b.yaml'), EXPERIMENT.replace('adam', 'sgd'));
    expect(dlx('diff', 'a.yaml', 'b.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('~ optimizer: adam -> sgd'),
    });
    expect(dlx('diff', 'a.yaml', 'b.yaml', '--exit-code').status).toBe(1);
    expect(dlx('diff', 'last~1', 'last', '--exit-code', '--no-plot')).toMatchObject({
      status: 0,
      stdout: expect.not.stringContaining('▲'),
    });
    const { stdout } = dlx('diff', 'last~1', 'last', '--md');
    expect(stdout).toMatch(/^### Metrics at the end\n\n\| metric \| a \| b \| difference \| {2}\|\n/m);
    expect(stdout).toMatch(/^```text\nval_loss/m);
    const found = JSON.parse(dlx('diff', 'last~1', 'last', '--json', '--metric', 'loss, accuracy').stdout);
    expect(found).toMatchObject({ config: [], renamed: [], metadata: [], code: [], environment: [] });
    expect(Object.keys(found.curves)).toEqual(['loss', 'accuracy']);
    expect(found.curves.loss.b).toEqual({
      epochs: [1, 2, 3, 4, 5],
      values: [1, 2, 3, 4, 5].map((epoch) => 1 / epoch),
    });
  });

  test.each([
    [['diff', 'last', 'none.yaml'], /none\.yaml: there is no such file/],
    [
      ['diff', 'last', 'last~1', '--metric', 'recall'],
      /--metric: found no curve recall, expected some of loss/,
    ],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr } = dlx(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});

const EXPERIMENT = `name: e
data: {dataset: mnist}
architecture: [Flatten, {Dense: {units: 10}}]
loss: sparse_categorical_crossentropy
optimizer: adam
`;

describe('run --plot', () => {
  test('draws loss and metrics before the summary; with --json on stderr', () => {
    const { status, stdout } = dlx('run', 'x.yaml', '--plot', 'epochs=8');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^loss {3}━ train {3}─ validation\n +▲\n[\s\S]*^accuracy {3}━[\s\S]*^fake: completed/m,
    );
    expect(stdout).not.toMatch(CONTROL);
    for (const line of stdout.split('\n')) if (/[│┤└]/.test(line)) expect(line.length).toBeLessThan(80);
    const json = dlx('resume', 'last', '--plot', '--json', 'epochs=8');
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 'completed' });
    expect(json.stderr).toMatch(/^loss {3}━/m);
  });

  test('in ASCII where the locale is not UTF-8', () => {
    const run = (locale: object) =>
      spawnSync(process.execPath, [bin, 'run', 'x.yaml', '--plot'], {
        cwd,
        env: { ...cleanEnv, ...locale },
        encoding: 'utf8',
      });
    expect(run({ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }).stdout).toMatch(/^[\n -~]+$/);
    expect(run({ LC_CTYPE: 'de_DE.utf8' }).stdout).toContain('▲');
  });
});

describe('a canvas', () => {
  test('is as large as the terminal, or 80 columns and 24 lines', () => {
    expect(canvasOf({ isTTY: true, columns: 100, rows: 40 }, {})).toMatchObject({ width: 99, height: 24 });
    expect(canvasOf({ isTTY: true, columns: 40, rows: 16 }, {})).toMatchObject({ width: 39, height: 12 });
    expect(canvasOf({ columns: 200, rows: 100 }, {})).toMatchObject({ width: 79, height: 18 });
    expect(canvasOf({ isTTY: true, columns: 0, rows: 0 }, {})).toMatchObject({ width: 79, height: 18 });
  });

  test('has colours where the terminal has, as all else', () => {
    const xterm = { TERM: 'xterm', LANG: 'C.UTF-8' };
    expect(canvasOf({ isTTY: true }, xterm).paint!('x', 0)).not.toBe('x');
    expect(canvasOf({ isTTY: true }, { ...xterm, NO_COLOR: '1' }).paint!('x', 0)).toBe('x');
    expect(canvasOf({}, xterm).paint!('x', 0)).toBe('x');
  });
});
