import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bench, TEXT } from '../check/support.js';
import { cleanEnv } from './package.js';

const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'dlx.js');
const { folder, check: checkHere, write } = bench();
const dlx = (words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [bin, 'check', ...words], {
    cwd: folder,
    env: { ...cleanEnv, ...env },
    encoding: 'utf8',
  });

beforeAll(async () => {
  await checkHere({ update: true, seeds: 3 });
  write(TEXT.replace('0.03', '0.3'), 'worse.yaml');
  writeFileSync(join(folder, 'worse.baseline.json'), readFileSync(join(folder, 'tiny.baseline.json')));
});

describe('dlx check', () => {
  test('that passes: progress, a table, exit 0', () => {
    const { status, stdout, stderr } = dlx(['tiny.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^tiny\.yaml: seed 0\nepoch 1\/4 /);
    expect(stdout).toMatch(/^tiny\.yaml: ok, seed 0 against 3 seeds of /m);
    expect(stdout).toMatch(/^test\.accuracy .* ok$/m);
    expect(stdout).not.toMatch(/::/);
  });

  test('that fails, in GitHub Actions: exit 1, annotation, summary, JUnit', () => {
    const summary = join(folder, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { status, stdout } = dlx(['worse.yaml', '--quiet', '--junit', 'out/junit.xml'], env);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^test\.loss .* WORSE$/m);
    expect(stdout).toMatch(
      /^::error file=worse\.yaml,line=\d+,col=\d+,title=test\.loss%3A worse than the baseline::/m,
    );
    expect(stdout).toMatch(
      /^::warning file=worse\.yaml,line=1,title=dlx check::the baseline was made with another config/m,
    );
    expect(readFileSync(summary, 'utf8')).toMatch(/^## dlx check: 1 experiment: 1 failed\n/);
    expect(readFileSync(join(folder, 'out/junit.xml'), 'utf8')).toContain('<failure message="test.loss is ');
  });

  test('--json: one document on stdout, all else on stderr', () => {
    const words = ['worse.yaml', 'tiny.yaml', 'none.yaml', '--json', '--no-annotations'];
    const { status, stdout, stderr } = dlx(words, { GITHUB_ACTIONS: 'true' });
    expect(status).toBe(2);
    const { exit_code: code, experiments } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(experiments.map((one: { status: string }) => one.status)).toEqual(['failed', 'ok', 'error']);
    expect(stderr).toMatch(/^none\.yaml: there is no such file$/m);
    expect(stderr).toMatch(/^3 experiments: 1 failed, 1 could not be checked, 1 ok$/m);
    expect(stderr).not.toMatch(/^::/m);
  });

  test('--update: what was and what is', () => {
    write(TEXT, 'new.yaml');
    const first = dlx(['new.yaml', '-q', '--update', '--seeds', '1']);
    expect(first.stdout).toMatch(/^new\.yaml: updated with 1 seed of .*\n\n +before +now +change\n/m);
    expect(existsSync(join(folder, 'new.baseline.json'))).toBe(true);
  });

  test.each([
    [[], /needs FILE/],
    [['tiny.yaml', '--update', '--set', 'seed=1'], /--set/],
    [['tiny.yaml', '--code', 'src/**'], /--changed-since/],
    [['tiny.yaml', '--seeds', '0'], /--seeds|greater than/],
    [['tiny.yaml', '--set', 'optimiser=adam', '-q'], /optimiser/],
    [['tiny.yaml', '--updat'], /did you mean --update\?/],
    [
      ['tiny.baseline.json'],
      /is a baseline, expected an experiment file\n {2}hint: name the experiment, tiny\.yaml/,
    ],
    [['tiny.yaml', '--changed-since', 'HEAD'], /is in no git repository/],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr } = dlx(words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });

  test('a report that cannot be written is exit 4, before anything is run', () => {
    const { status, stdout, stderr } = dlx(['tiny.yaml', '--md', 'tiny.yaml/check.md']);
    expect(stderr).toMatch(/^tiny\.yaml\/check\.md: cannot write the report \(\w+\)\n {2}hint: .*--md/);
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
  });

  test('Ctrl-C ends it at once, with exit 130', async () => {
    write(TEXT.replace('epochs: 4', 'epochs: 100000'), 'long.yaml');
    const words = [bin, 'check', 'long.yaml', 'tiny.yaml', '--update', '--junit', 'never.xml'];
    const child = spawn(process.execPath, words, { cwd: folder, env: cleanEnv });
    child.stdout.on('data', (text) => `${text}`.includes('epoch') && child.kill('SIGINT'));
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    const [status] = await once(child, 'close');
    expect(said).toBe('interrupted by SIGINT\n');
    expect(status).toBe(130);
    expect(existsSync(join(folder, 'never.xml'))).toBe(false);
    expect(existsSync(join(folder, 'long.baseline.json'))).toBe(false);
  });
});
