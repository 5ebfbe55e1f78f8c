import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Baseline } from '../../src/check/baseline.js';
import { type CheckedExperiment, checkExperiments, EXIT, readRun } from '../../src/index.js';
import { silent } from '../../src/training/listener.js';
import { bench, TEXT } from './support.js';

const verdicts = ({ gates }: CheckedExperiment) =>
  Object.fromEntries(gates.map(({ metric, verdict }) => [metric, verdict]));

describe('the gate, on a real experiment', () => {
  const tiny = bench();
  const baseline = (): Baseline => JSON.parse(readFileSync(tiny.baseline, 'utf8'));
  let made: Baseline;
  beforeAll(async () => {
    const updated = await tiny.one({ update: true });
    expect(updated).toMatchObject({ status: 'updated', exitCode: 0, problems: [], gates: [] });
    made = baseline();
  });
  const restore = () => writeFileSync(tiny.baseline, `${JSON.stringify(made, null, 2)}\n`);

  test('the baseline is that of its runs', async () => {
    const found = await tiny.one();
    expect(found).toMatchObject({ status: 'ok', exitCode: 0, warnings: [], notes: [], made: { seeds: 3 } });
    const [run] = found.runs;
    const { metrics, seed, experiment_hash: hash } = readRun(run!.folder);
    expect(run).toMatchObject({ seed: 0, reused: false });
    // With 0 for a seed the experiment is itself.
    expect(made.experiment_hash).toBe(hash);
    expect(made.seeds).toEqual([0, 1, 2]);
    expect(made.metrics['test.loss']!.values[seed]).toBe(metrics.final.test!.loss);
  });

  test('another seed passes', async () => {
    const found = await tiny.one({ overrides: ['seed=50'] });
    expect(verdicts(found)).toEqual({ 'test.accuracy': 'ok', 'test.loss': 'ok' });
    expect(found).toMatchObject({ status: 'ok', exitCode: EXIT.ok, warnings: [] });
  });

  test('of several seeds, the mean is held', async () => {
    const found = await tiny.one({ seeds: 2 });
    expect(found.runs.map(({ seed }) => seed)).toEqual([0, 1]);
    const losses = made.metrics['test.loss']!.values.slice(0, 2);
    const value = losses.reduce((sum, loss) => sum + loss, 0) / 2;
    expect(found.gates.find(({ metric }) => metric === 'test.loss')!.value).toBeCloseTo(value, 12);
  });

  test('ten times the learning rate fails, and the config is named', async () => {
    tiny.write(TEXT.replace('0.03', '0.3'));
    const found = await tiny.one();
    tiny.write(TEXT);
    expect(found).toMatchObject({ status: 'failed', exitCode: EXIT.failed });
    expect(verdicts(found)['test.loss']).toBe('worse');
    expect(found.warnings).toEqual([
      'the baseline was made with another config: optimizer.adam.learning_rate 0.03 -> 0.3',
    ]);
  });

  test('an expectation that is not met fails, on its line', async () => {
    tiny.write(TEXT.replace('min: 0.8', 'min: 0.999'));
    const found = await tiny.one();
    tiny.write(TEXT);
    expect(found).toMatchObject({ status: 'failed', exitCode: EXIT.failed });
    expect(found.gates[0]).toMatchObject({ metric: 'test.accuracy', verdict: 'unmet', line: 14, column: 3 });
    expect(found.gates[1]).toMatchObject({ metric: 'test.loss', line: 1, column: 1 });
  });

  test('NaN ends the check with 3', async () => {
    tiny.write(TEXT.replace('{adam: {learning_rate: 0.03}}', '{sgd: {learning_rate: 1e30}}'));
    const found = await tiny.one();
    tiny.write(TEXT);
    expect(found).toMatchObject({ status: 'error', exitCode: EXIT.training, gates: [] });
    expect(found.problems[0]!.message).toMatch(/NaN|[Ii]nfinit/);
  });

  test('a baseline that is deleted or damaged is exit 2, before anything is run', async () => {
    const runs = readdirSync(join(tiny.folder, 'runs')).length;
    rmSync(tiny.baseline);
    const gone = await tiny.one();
    writeFileSync(tiny.baseline, '{');
    const damaged = await tiny.one();
    restore();
    expect([gone, damaged].map(({ exitCode, status }) => [exitCode, status])).toEqual([
      [EXIT.usage, 'error'],
      [EXIT.usage, 'error'],
    ]);
    expect(gone.problems[0]).toMatchObject({
      file: tiny.baseline,
      message: 'there is no baseline to hold the experiment against',
      hint: `make it with \`dlx check ${tiny.file} --update\` and commit it`,
    });
    expect(readdirSync(join(tiny.folder, 'runs'))).toHaveLength(runs);
  });

  test('a metric that is new, or gone, does not pass', async () => {
    tiny.write(TEXT.replace('[accuracy]', '[accuracy, sparse_categorical_accuracy]'));
    const added = await tiny.one();
    tiny.write(TEXT.replace('metrics: [accuracy]', 'metrics: []').replace(/expect:[\s\S]*/, ''));
    const gone = await tiny.one();
    tiny.write(TEXT);
    expect(verdicts(added)).toMatchObject({
      'test.sparse_categorical_accuracy': 'missing',
      'test.loss': 'ok',
    });
    expect(verdicts(gone)).toEqual({ 'test.loss': 'ok', 'test.accuracy': 'missing' });
    expect([added.exitCode, gone.exitCode]).toEqual([EXIT.failed, EXIT.failed]);
  });

  test('what is much better passes, and says how to keep it', async () => {
    const metrics = Object.fromEntries(
      Object.entries(made.metrics).map(([name, { values, ...rest }]) => {
        const worse = name.endsWith('loss') ? 1 : -0.3;
        return [name, { ...rest, mean: rest.mean + worse, values: values.map((value) => value + worse) }];
      }),
    );
    writeFileSync(tiny.baseline, JSON.stringify({ ...made, metrics }));
    const found = await tiny.one();
    restore();
    expect(found).toMatchObject({ status: 'ok', exitCode: EXIT.ok });
    expect(verdicts(found)).toEqual({ 'test.accuracy': 'better', 'test.loss': 'better' });
    expect(found.gates[0]!.message).toMatch(/better than the tolerance of .*; --update keeps it$/);
  });

  test('what the baseline was made from is compared: data, threads, versions', async () => {
    const other = { ...made, threads: 7, versions: { ...made.versions, node: '1.2.3' }, cpu: 'abacus' };
    writeFileSync(
      tiny.baseline,
      JSON.stringify({ ...other, data_hashes: made.data_hashes.map(() => 'e'.repeat(64)) }),
    );
    const found = await tiny.one();
    restore();
    expect(found.exitCode).toBe(EXIT.ok);
    expect(found.warnings).toEqual([
      'the baseline was made with other data',
      expect.stringMatching(
        /^the baseline was made in another environment: version of node 1\.2\.3 -> [\d.]+, threads 7 -> 1, cpu abacus -> /,
      ),
    ]);
  });

  test('an update tells what was and what is, and replaces even what is damaged', async () => {
    tiny.write(TEXT.replace('epochs: 4', 'epochs: 2'));
    const changed = await tiny.one({ update: true, seeds: 2 });
    writeFileSync(tiny.baseline, '{');
    const mended = await tiny.one({ update: true, seeds: 1 });
    tiny.write(TEXT);
    const after = baseline();
    restore();
    expect(changed.notes).toEqual(['the config has changed: training.epochs 4 -> 2']);
    const loss = changed.updates.find(({ metric }) => metric === 'test.loss')!;
    expect(loss.before).toMatchObject({ mean: made.metrics['test.loss']!.mean, count: 3 });
    expect(loss.after!.count).toBe(2);
    expect(mended.notes[0]).toMatch(/^the old baseline could not be read: .*not valid JSON/);
    expect(after.seeds).toEqual([0]);
  });

  test('a baseline that does not meet expect is written, and exits with 1', async () => {
    tiny.write(TEXT.replace('min: 0.8', 'min: 0.999'));
    const found = await tiny.one({ update: true, seeds: 1 });
    tiny.write(TEXT);
    restore();
    expect(found).toMatchObject({ status: 'updated', exitCode: EXIT.failed, gates: [{ verdict: 'unmet' }] });
  });

  test('a failed update leaves the old baseline', async () => {
    tiny.write(TEXT.replace('{adam: {learning_rate: 0.03}}', '{sgd: {learning_rate: 1e30}}'));
    const found = await tiny.one({ update: true });
    tiny.write(TEXT);
    expect(found.exitCode).toBe(EXIT.training);
    expect(baseline()).toEqual(made);
  });

  test('all files are checked, each once, and the highest code counts', async () => {
    tiny.write(TEXT.replace('epochs', 'epoch'), 'mistake.yaml');
    tiny.write(TEXT.replace('0.03', '0.3'), 'worse.yaml');
    writeFileSync(join(tiny.folder, 'worse.baseline.json'), readFileSync(tiny.baseline));
    const started: string[] = [];
    const starts = ({ file }: { file: string }) => started.push(file.slice(tiny.folder.length + 1));
    const { experiments, exitCode } = await tiny.check({ starts }, 'mistake.yaml', 'tiny.yaml', 'worse.yaml');
    expect(experiments.map(({ status }) => status)).toEqual(['ok', 'error', 'failed']);
    expect(started).toEqual(['tiny.yaml', 'worse.yaml']);
    expect(exitCode).toBe(EXIT.usage);
  });

  test('an interruption ends all at once', async () => {
    const controller = new AbortController();
    const batch = () => controller.abort(new Error('enough'));
    const listener = { ...silent, batch };
    const options = { listener, signal: controller.signal, update: true };
    await expect(tiny.check(options)).rejects.toThrow('enough');
    expect(baseline()).toEqual(made);
  });
});

test('no file leaves nothing, and no runs', async () => {
  const { folder, check } = bench();
  expect(await checkExperiments([])).toEqual({ experiments: [], exitCode: 0 });
  expect((await check()).exitCode).toBe(EXIT.usage);
  expect(existsSync(join(folder, 'runs'))).toBe(false);
});
