import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.js';
import { readRun } from '../../src/runs/index.js';
import { temporaryFolder } from '../runs/temporary.js';
import { cleanEnv as env, makePackage, packagesOnStart } from './package.js';

let bin: string;
let cwd: string;
beforeAll(async () => {
  bin = await makePackage();
});
beforeEach(() => {
  cwd = temporaryFolder();
  for (const name of ['x.yaml', 'bad.yaml']) writeFileSync(join(cwd, name), 'name: fake\n');
});

const options = () => ({ cwd, env, encoding: 'utf8' as const });
const dlx = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...words], options());
const shell = (command: string) =>
  spawnSync('bash', ['-c', command.replaceAll('dlx', `${process.execPath} ${bin}`)], options());
const runs = () => (existsSync(join(cwd, 'runs')) ? readdirSync(join(cwd, 'runs')) : []);
const CONTROL = /[^\P{Cc}\n]/u;

describe('help', () => {
  test('in under 0.35 s', () => {
    const times = Array.from({ length: 5 }, () => {
      const begun = performance.now();
      expect(dlx('--help').status).toBe(0);
      return performance.now() - begun;
    });
    expect(Math.min(...times)).toBeLessThan(350);
  });

  test('lists every command; every command has a summary and examples', () => {
    const { stdout } = dlx('--help');
    for (const name of Object.keys(commands)) {
      const words = name.split(':');
      const list = words.length > 1 ? dlx(words[0]!, '--help').stdout : stdout;
      expect(list).toMatch(new RegExp(`^  ${words.join(' ')} `, 'm'));
      const help = dlx(...words, '--help');
      expect(help.status).toBe(0);
      expect(help.stdout).toContain(commands[name]!.summary);
      expect(help.stdout).toMatch(/EXAMPLES\n {2}\$ dlx/);
    }
    expect(dlx().stdout).toBe(stdout);
    expect(dlx('help', 'run').stdout).toBe(dlx('run', '--help').stdout);
  });

  test('loads nothing but what parses flags', async () => {
    expect(await packagesOnStart()).toEqual(['@oclif/core', 'leven']);
  });

  test('--version', () => {
    expect(dlx('--version').stdout).toMatch(/^dlx\/\d+\.\d+\.\d+ /);
  });
});

describe('usage', () => {
  test.each([
    [['rnu', 'x.yaml'], /no command rnu.*\n {2}hint: did you mean run\?/],
    [['run', 'x.yaml', '--quite'], /no flag --quite.*\n {2}hint: did you mean --quiet\?/],
    [['run', 'x.yaml', '--run-dir=a'], /did you mean --runs-dir\?/],
    [['run'], /needs FILE/],
    [['validate'], /needs FILE/],
    [['show', 'x.yaml', '--graph', '--resolved'], /expected one of them/],
    [['run', 'x.yaml', '--engine'], /--engine/],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr, stdout } = dlx(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(runs()).toEqual([]);
  });

  test('--json: the error is the document', () => {
    const { status, stdout } = dlx('run', 'x.yaml', '--quite', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      exit_code: 2,
      message: expect.stringContaining('--quite'),
    });
  });
});

describe('run', () => {
  test('piped: a line an epoch, a summary, no control characters', () => {
    const { status, stdout, stderr } = dlx('run', 'x.yaml', 'epochs=3');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^epoch \d\/3 /gm)).toHaveLength(3);
    expect(stdout).toMatch(/^expect test\.accuracy min 0: found 0\.9000, ok$/m);
    const folder = /^record: (runs.+)$/m.exec(stdout)![1]!;
    expect(readRun(join(cwd, folder))).toMatchObject({ status: 'completed', epochs: 3 });
    expect(stdout).not.toMatch(CONTROL);
    expect(dlx('run', 'x.yaml').stdout).toContain(`previous: ${readRun(join(cwd, folder)).id}`);
  });

  test('--json: the record alone on stdout, all else on stderr', () => {
    const { status, stdout, stderr } = dlx(
      'run',
      'x.yaml',
      '--json',
      '--engine',
      'cpu',
      '--runs-dir',
      'elsewhere',
    );
    const record = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(record).toMatchObject({ status: 'completed', engine: 'cpu' });
    expect(readRun(join(cwd, 'elsewhere', record.id))).toEqual(record);
    expect(stderr).toMatch(/^epoch 1\/3/);
  });

  test('--quiet: no lines of epochs', () => {
    expect(dlx('run', 'x.yaml', '--quiet').stdout).not.toContain('epoch 1');
  });

  test('DLX_RUNS_DIR', () => {
    spawnSync(process.execPath, [bin, 'run', 'x.yaml'], {
      ...options(),
      env: { ...env, DLX_RUNS_DIR: 'by-env' },
    });
    expect(readdirSync(join(cwd, 'by-env'))).toHaveLength(1);
  });

  test.each([
    ['an expectation that is not met', ['min=0.95'], 1, /FAILED/],
    ['a mistake in the file', ['wrong=1'], 2, /^x\.yaml:2:7: loss: found x, expected y$/m],
    ['training that fails', ['diverge=1'], 3, /^x\.yaml: the loss became NaN/m],
    ['a bug', ['bug=1'], 70, /^this is a bug of dlx: TypeError: x is not a function \(set DEBUG=dlx/m],
  ])('%s', (_what, words, code, message) => {
    const { status, stdout, stderr } = dlx('run', 'x.yaml', ...words);
    expect(stdout + stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(code);
    expect(runs()).toHaveLength(code === 1 || code === 3 ? 1 : 0);
    if (code === 1) return;
    const { error } = JSON.parse(dlx('run', 'x.yaml', ...words, '--json').stdout);
    expect(error).toMatchObject({ exit_code: code, message: expect.any(String) });
  });

  test('a runs folder that is a file: exit 4', () => {
    const { status, stderr } = dlx('run', 'x.yaml', '--runs-dir', 'x.yaml');
    expect(stderr).toMatch(/^x\.yaml: cannot make a folder for the run \(EEXIST\)\n {2}hint: /);
    expect(status).toBe(4);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: a record that says interrupted, exit %i', async (signal, code) => {
    const child = spawn(process.execPath, [bin, 'run', 'x.yaml', 'epochs=500', 'pause=10'], { cwd, env });
    await once(child.stdout, 'data');
    child.kill(signal);
    const [status] = await once(child, 'exit');
    expect(status).toBe(code);
    expect(readRun(join(cwd, 'runs', runs()[0]!))).toMatchObject({
      status: 'interrupted',
      stop_reason: 'interrupted',
    });
  });
});

describe('resume', () => {
  test('finds the run, hands on its words, prints as run does', () => {
    const { id } = JSON.parse(dlx('run', 'x.yaml', 'epochs=2', '--json').stdout);
    const { status, stdout } = dlx('resume', id.slice(0, 20), 'epochs=5', '--force');
    expect(status).toBe(0);
    expect(stdout.match(/^epoch \d\/5 /gm)).toHaveLength(5);
    expect(stdout).toMatch(/^record: runs/m);
  });

  test.each([
    [['resume'], /needs RUN/],
    [['resume', 'last'], /found no runs in runs/],
    [['resume', 'last', '--forced'], /did you mean --force\?/],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr } = dlx(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });

  test('an interrupted run says how to go on', async () => {
    const child = spawn(process.execPath, [bin, 'run', 'x.yaml', 'epochs=500', 'pause=10'], { cwd, env });
    let said = '';
    child.stdout.on('data', (text) => {
      if (said === '') child.kill('SIGINT');
      said += text;
    });
    await once(child, 'close');
    expect(said).toMatch(new RegExp(`^go on with: dlx resume ${runs()[0]}$`, 'm'));
  });
});

describe('validate', () => {
  test('right to stdout, wrong to stderr, exit 2', () => {
    expect(dlx('validate', 'x.yaml')).toMatchObject({ status: 0, stdout: 'x.yaml: valid\n', stderr: '' });
    const { status, stdout, stderr } = dlx('validate', 'x.yaml', 'bad.yaml');
    expect({ status, stdout }).toEqual({ status: 2, stdout: 'x.yaml: valid\n' });
    expect(stderr).toBe('bad.yaml:1:1: name: found 3, expected text\n1 problem in 1 of 2 files\n');
  });

  test('--json', () => {
    const { status, stdout } = dlx('validate', 'x.yaml', 'bad.yaml', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: 'x.yaml', valid: true },
      { valid: false, problems: [{ line: 1 }] },
    ]);
  });
});

describe('show', () => {
  test.each([
    [[], /Total params: 7,850/],
    [['--resolved'], /^name: fake$/m],
    [['--graph'], /matmul/],
    [['--onnx', 'a.onnx'], /wrote a\.onnx/],
    [['a=1', 'b=[1, 2]'], /Total params/],
  ])('%j', (words, text) => {
    const { status, stdout, stderr } = dlx('show', 'x.yaml', ...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(text);
    expect(stdout).not.toMatch(CONTROL);
  });
});

test.each([[[]], [['--resolved']], [['--graph']], [['--onnx', 'a.onnx']]])('show %j --json', (words) => {
  const { status, stdout } = dlx('show', 'x.yaml', ...words, '--json');
  expect({ status, type: typeof JSON.parse(stdout) }).toEqual({ status: 0, type: 'object' });
});

describe('output that nobody takes', () => {
  test('a closed pipe ends quietly', () => {
    const { stderr, stdout } = shell('dlx show x.yaml --graph | head -1; echo $PIPESTATUS');
    expect(stderr).toBe('');
    expect(stdout).toBe('%1 = matmul %0\n0\n');
  });

  test('a closed pipe interrupts a run, and its record says so', () => {
    const { stderr, stdout } = shell('dlx run x.yaml epochs=500 pause=5 | head -1; echo $PIPESTATUS');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^epoch .*\n141\n$/);
    expect(readRun(join(cwd, 'runs', runs()[0]!)).status).toBe('interrupted');
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk: exit 4', () => {
    const { stderr, status } = shell('dlx show x.yaml > /dev/full');
    expect(stderr).toMatch(/^cannot write .*ENOSPC/);
    expect(status).toBe(4);
  });
});
