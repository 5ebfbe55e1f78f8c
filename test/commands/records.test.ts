import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecord, readRun } from '../../src/runs/index.js';
import { rowOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';
import { cleanEnv as env, makePackage } from './package.js';

let bin: string;
let cwd: string;
beforeAll(async () => {
  bin = await makePackage();
});
beforeEach(() => {
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'x.yaml'), 'name: fake\n');
});

const dlx = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [bin, ...words], { cwd, env, encoding: 'utf8' });
const folders = (pattern = /^\d/) => {
  const runs = join(cwd, 'runs');
  return existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => pattern.test(name))
        .sort()
    : [];
};
const record = (id: string) => readRun(join(cwd, 'runs', id));

/** Makes so many runs, a second apart. */
async function made(count: number): Promise<string[]> {
  for (let i = 0; i < count; i++) {
    const clock = { date: new Date(Date.UTC(2026, 10, 1, 0, 0, i)), tick: performance.now() };
    const writer = await createRecord(join(cwd, 'runs'), startOf('fake', { clock }));
    for (const epoch of [1, 2]) writer.epoch(rowOf(epoch));
    const expected = [{ metric: 'test.accuracy', value: 0.9, min: 0, max: null, pass: true }];
    const final = { test: { accuracy: 0.9, loss: 0.25 } };
    await writer.finish({ status: 'completed', final, expect: expected });
  }
  return folders();
}

describe('commands of two words', () => {
  test('have help, which names those below runs', () => {
    const help = dlx('help', 'runs', 'show');
    expect(help.stdout).toContain('$ dlx runs show RUN');
    expect(dlx('runs', 'show', '--help').stdout).toBe(help.stdout);
    expect(dlx('runs', '--help').stdout).toMatch(
      /^COMMANDS\n {2}runs rm .*\n.*runs show .*\n(.*\n)*?.*runs tag /m,
    );
  });

  test.each([
    [['runs', 'sho', 'last'], /no command runs sho;.*\n {2}hint: did you mean runs show\?/],
    [['runs', 'fake'], /no command runs fake;/],
    [['runs', 'show'], /dlx runs show needs RUN/],
    [['runs', 'rm', 'last', '--yess'], /dlx runs rm has no flag --yess;.*\n {2}hint: did you mean --yes\?/],
  ])('%j is refused with exit 2 and no stack', (words, message) => {
    const { status, stderr, stdout } = dlx(...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('runs alone, and with flags, is the list', async () => {
    await made(1);
    expect(dlx('runs').stdout).toMatch(/^id .*\n\d+T\d+Z-fake-/);
    expect(dlx('runs', '--name', 'show').stderr).toBe('no run meets all of that\n');
  });
});

describe('runs show', () => {
  test('prints a page, without control characters', async () => {
    const [id] = await made(1);
    const { stdout, status } = dlx('runs', 'show', 'fake');
    expect(status).toBe(0);
    for (const line of [
      id!,
      /^status +completed, 2 of 2 epochs in /m,
      /^test accuracy +0\.9000 +- +-$/m,
      /^validation loss +0\.5000 +0\.5000 +2$/m,
      /^expect test\.accuracy min 0: found 0\.9000, ok$/m,
      /^overrides +training\.epochs=2$/m,
      /^data +ffffffff, 100 train, 20 validation, 30 test$/m,
      /^engine +onnx, 2 threads$/m,
      /^run\.json +\d/m,
      /^all files +\d/m,
    ]) {
      expect(stdout).toMatch(line);
    }
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test('--json: the record', async () => {
    const [id] = await made(1);
    expect(JSON.parse(dlx('runs', 'show', 'last', '--json').stdout)).toEqual(record(id!));
  });

  test('shows an old record that lacks what came later, and steers no terminal', async () => {
    const [id] = await made(1);
    const file = join(cwd, 'runs', id!, 'run.json');
    const { rows, classes, git, cpu, parameters, parent, resumed, platform, ...old } = record(id!);
    writeFileSync(
      file,
      JSON.stringify({
        ...old,
        description: 'a\u001b[31mb',
        metrics: { ...old.metrics, final: { test: { 'x\u001b[2J': 1 } } },
      }),
    );
    const { stdout, status, stderr } = dlx('runs', 'show', 'last');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^description +a \[31mb$/m);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('runs tag', () => {
  test('adds and removes tags, by which runs are found', async () => {
    const [first, second] = await made(2);
    const { stdout } = dlx(
      'runs',
      'tag',
      first!,
      'last',
      '--add',
      'good',
      '--add',
      'paper',
      '--remove',
      'test',
    );
    expect(stdout).toBe(`${first}: good, paper\n${second}: good, paper\n`);
    dlx('runs', 'tag', '--where', 'tag=paper', '--name', 'fake', '--remove', 'paper');
    expect(JSON.parse(dlx('runs', 'tag', 'last', '--add', 'new', '--json').stdout)).toEqual([
      { id: second, tags: ['good', 'new'] },
    ]);
    const found = JSON.parse(dlx('runs', '--tag', 'good', '--where', 'tag!=new', '--json').stdout);
    expect(found.map(({ id }: { id: string }) => id)).toEqual([first]);
    expect(record(first!).experiment.tags).toEqual(['test']);
  });

  test.each([
    [['last'], /found no tag, expected --add TAG/],
    [['--add', 'x'], /found no run, expected either runs or flags/],
    [['last', '--name', 'fake', '--add', 'x'], /found runs and flags that choose/],
  ])('%j is refused', async (words, message) => {
    await made(1);
    const { status, stderr } = dlx('runs', 'tag', ...words);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

test('where no run is meant by the flags, nothing is to be done', async () => {
  await made(1);
  for (const words of [['tag', '--add', 'x'], ['rm']]) {
    const { status, stderr, stdout } = dlx('runs', ...words, '--name', 'none');
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: 'no run in runs meets all of that\n',
      stdout: '',
    });
  }
});

describe('runs rm', () => {
  test('asks first: without a terminal, --yes is needed', async () => {
    const ids = await made(1);
    const { status, stderr } = dlx('runs', 'rm', 'last');
    expect(stderr).toMatch(/^would remove 1 run, .*\nnothing was removed: there is no terminal/m);
    expect(status).toBe(2);
    expect(dlx('runs', 'rm', 'last', '--dry-run').stdout).toMatch(/^would remove 1 run, /m);
    expect(folders()).toEqual(ids);
  });

  test('removes those that are named or chosen, each once', async () => {
    const [first, second, third] = await made(3);
    const { stdout } = dlx('runs', 'rm', second!, second!, '--yes', '--json');
    expect(JSON.parse(stdout)).toEqual({
      removed: [{ id: second, bytes: expect.any(Number) }],
      dry_run: false,
    });
    expect(folders()).toEqual([first, third]);
    expect(dlx('runs', 'rm', '--name', 'fake', '--limit', '1', '--yes').stdout).toContain('removed 1 run, ');
    expect(folders()).toEqual([first]);
  });

  test('--keep-record removes checkpoints and models', async () => {
    const [id] = await made(1);
    writeFileSync(join(cwd, 'runs', id!, 'model.onnx'), 'x'.repeat(2048));
    const { stdout } = dlx('runs', 'rm', 'last', '--keep-record', '-y');
    expect(stdout).toContain('removed checkpoints and models of 1 run, 2.00 KB');
    expect(readdirSync(join(cwd, 'runs', id!)).sort()).toEqual([
      'experiment.yaml',
      'metrics.csv',
      'run.json',
    ]);
  });

  test('removes a damaged run by its id', async () => {
    const [id] = await made(1);
    writeFileSync(join(cwd, 'runs', id!, 'run.json'), '{');
    expect(dlx('runs', 'rm', id!, '--yes').status).toBe(0);
    expect(folders()).toEqual([]);
  });

  test('a run in use is left alone with exit 5, and the others are removed', async () => {
    const [done] = await made(1);
    const child = spawn(process.execPath, [bin, 'run', 'x.yaml', 'epochs=500', 'pause=10'], { cwd, env });
    await once(child.stdout, 'data');
    const { status, stderr, stdout } = dlx('runs', 'rm', '--name', 'fake', '--yes');
    expect(stderr).toMatch(/is in use: process \d+ writes to it/);
    expect(stdout).toContain(done);
    expect(status).toBe(5);
    expect(folders()).toHaveLength(1);
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(record(folders()[0]!).status).toBe('interrupted');
  });
});

describe('run --repeat', () => {
  const real = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');
  const train = (...words: string[]) =>
    spawnSync(process.execPath, [real, 'run', 'tiny.yaml', ...words], { cwd, env, encoding: 'utf8' });
  const repeat = () => folders(/^repeat-/)[0]!;
  beforeEach(() => writeFileSync(join(cwd, 'tiny.yaml'), TINY));

  test('a heading and lines for each run, then each metric over all of them', () => {
    const { status, stdout, stderr } = train('--repeat', '3');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^\d\/3 seed \d+$/gm)).toEqual(['1/3 seed 7', '2/3 seed 8', '3/3 seed 9']);
    expect(stdout.match(/^epoch 1\/1 /gm)).toHaveLength(3);
    expect(stdout).toMatch(/^test loss +\d\S+ ± \d\S+ +\[\S+, \S+\] +\d\S+ +\d\S+$/m);
    expect(stdout).toMatch(/^expect test\.accuracy min 0: met by 3 of 3 runs, ok$/m);
    expect(stdout).toMatch(/^record: runs.repeat-\S+-tiny-\S+$/m);
    expect(folders().map((id) => record(id).parent)).toEqual([repeat(), repeat(), repeat()]);
  });

  test('--json: its record alone on stdout; runs show, compare and runs rm know it', () => {
    const { stdout, stderr } = train('--repeat', '2', '--json');
    const told = JSON.parse(stdout);
    expect(stderr).toMatch(/^1\/2 seed 7$/m);
    expect(told).toEqual(JSON.parse(readFileSync(join(cwd, 'runs', told.id, 'repeat.json'), 'utf8')));
    expect(JSON.parse(dlx('runs', 'show', told.id, '--json').stdout)).toEqual(told);
    const page = dlx('runs', 'show', told.id.slice(0, 10)).stdout;
    for (const id of folders()) expect(page).toMatch(new RegExp(`^${id} +\\d +completed$`, 'm'));
    expect(dlx('compare', told.id, '--csv').stdout.match(/^\d/gm)).toHaveLength(2);
    expect(JSON.parse(dlx('runs', '--json').stdout)[0].parent).toBe(told.id);
    expect(dlx('runs', 'rm', told.id, '--yes').stdout).toContain('removed 2 runs and 1 repeat, ');
    expect(folders(/^[^.]/)).toEqual([]);
  });

  test.each([
    ['an expectation that is not met', 'expect.test.accuracy.min=1.5', 1, 2],
    ['training that fails', 'optimizer={sgd: {learning_rate: 1.0e+38}}', 3, 2],
    ['a mistake in the file', 'loss=none', 2, 0],
  ])('%s: exit code, and nothing on screen but words', (_what, override, code, runs) => {
    const { status, stderr, stdout } = train('--repeat', '2', '-q', override, 'training.epochs=3');
    expect(status).toBe(code);
    expect(stdout).not.toMatch(/^epoch|^\d\/2 seed/m);
    expect(stderr).not.toMatch(/^\s+at /m);
    if (code === 1) expect(stdout).toMatch(/min 1\.5: met by 0 of 2 runs, FAILED \(seed 7: \d/);
    if (code === 3) expect(stdout).toMatch(/^seed 8 failed: .* \(exit 3\)$/m);
    expect([folders().length, folders(/^repeat-/).length]).toEqual([runs, runs === 0 ? 0 : 1]);
  });

  test('Ctrl-C: exit 130, and how to go on', async () => {
    const words = ['training.epochs=100000', "description=it's", '--repeat', '2'];
    const child = spawn(process.execPath, [real, 'run', 'tiny.yaml', ...words], { cwd, env });
    let said = '';
    let told = false;
    child.stdout.on('data', (text) => {
      said += text;
      if (!told && said.includes('epoch')) told = child.kill('SIGINT');
    });
    const [status] = await once(child, 'close');
    expect(status).toBe(130);
    expect(said).toMatch(/^tiny: interrupted, 0 of 2 runs/m);
    const path = join(cwd, 'tiny.yaml');
    expect(said).toContain(
      `go on with: dlx run ${path} training.epochs=100000 'description=it'\\''s' --repeat 2 --resume`,
    );
  });
});

const TINY = `name: tiny
seed: 7
data:
  dataset: {synthetic_classification: {samples: 20, features: 2, classes: 2}}
  split: {test: 0.2}
architecture: [{Dense: {units: 2, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
metrics: [accuracy]
training: {epochs: 1, batch_size: full}
engine: cpu
expect: {test.accuracy: {min: 0}}
`;
