import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { curvesOf } from '../../../src/compare/diff/curves.js';
import { type Diff, diff } from '../../../src/compare/diff/diff.js';
import { sideOf } from '../../../src/compare/diff/sides.js';
import { readHistory } from '../../../src/runs/history.js';
import { bench, TEXT } from '../../resume/support.js';

const PLAIN = TEXT.replace(/ {2}callbacks:\n.*\n/, '').replace('  - BatchNormalization\n', '');
const { runsDir, file, run } = bench(PLAIN);
const git = (...words: string[]) =>
  execFileSync('git', ['-C', dirname(file), '-c', 'user.name=a', '-c', 'user.email=a@b', ...words]);

async function between(a: string, b: string): Promise<Diff> {
  return diff(await sideOf(a, runsDir), await sideOf(b, runsDir));
}

beforeAll(async () => {
  git('init', '-q');
  git('add', 'experiment.yaml');
  git('commit', '-qm', 'one');
  await run({ overrides: ['training.epochs=2'] });
  for (const message of ['two', 'three']) git('commit', '-q', '--allow-empty', '-m', message);
  writeFileSync(file, `${PLAIN}# changed\n`);
  await run({
    overrides: [
      'training.epochs=3',
      'optimizer.adam.learning_rate=0.05',
      'data.dataset.synthetic_classification.samples=200',
    ],
  });
});

describe('two runs', () => {
  test('differ in configuration, code, data and metrics', async () => {
    const { config, metadata, renamed, runs } = await between('last~1', 'last');
    expect(config.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['data.dataset.synthetic_classification.samples', 190, 200],
      ['optimizer.adam.learning_rate', 0.001, 0.05],
      ['training.epochs', 2, 3],
    ]);
    expect([...metadata, ...renamed]).toEqual([]);
    expect(runs!.commits).toEqual({ onlyA: 0, onlyB: 2 });
    expect(runs!.code.map(({ key, before, now }) => [key, before, now])).toEqual([
      ['git commit', expect.stringMatching(/^[0-9a-f]{8}$/), expect.stringMatching(/^[0-9a-f]{8}$/)],
      ['git dirty', 'false', 'true'],
    ]);
    expect(runs!.data).toMatchObject([{ key: 'data', before: expect.stringMatching(/^sha256 /) }]);
    expect(runs!.rows).toEqual([
      { split: 'train', before: 114, after: 120 },
      { split: 'validation', before: 38, after: 40 },
      { split: 'test', before: 38, after: 40 },
    ]);
    expect(runs!.environment).toEqual([]);
  });

  test('have metrics whose differences are for the better where a loss is less and an accuracy more', async () => {
    const [{ runs }, a, b] = [
      await between('last~1', 'last'),
      (await sideOf('last~1', runsDir)).run!.record,
      (await sideOf('last', runsDir)).run!.record,
    ];
    for (const { name, before, after, difference, better } of runs!.final) {
      const [split, metric] = name.split('.') as ['test', string];
      expect([before, after]).toEqual([a, b].map(({ metrics }) => metrics.final[split]![metric]));
      expect(difference).toBe(after! - before!);
      if (difference !== 0) expect(better).toBe(metric === 'loss' ? difference! < 0 : difference! > 0);
    }
    expect(runs!.final.map(({ name }) => name)).toContain('test.accuracy');
    expect(runs!.best.map(({ name }) => name)).toContain('validation.loss');
  });

  test('have curves by the names of metrics.csv', async () => {
    const folders = await Promise.all(
      ['last~1', 'last'].map(async (one) => (await sideOf(one, runsDir)).run!.folder),
    );
    const [curve] = curvesOf(folders);
    expect(curve!.name).toBe('val_loss');
    expect(curve!.sides.map(({ epochs }) => epochs)).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(curve!.sides[1]!.values).toEqual(readHistory(folders[1]!).curves.get('val_loss'));
    expect(curvesOf(folders, ['accuracy', 'loss']).map(({ name }) => name)).toEqual(['accuracy', 'loss']);
    expect(() => curvesOf(folders, ['loss', 'nothing'])).toThrow(
      /no curve nothing, expected some of loss, accuracy/,
    );
  });

  test('that are the same one do not differ', async () => {
    const { config, metadata, renamed, runs } = await between('last', 'last');
    const { final, best, ...others } = runs!;
    expect([config, metadata, renamed, ...Object.values(others)].flat()).toEqual([]);
    for (const one of [...final, ...best]) {
      expect(one.difference).toBe(0);
      expect(one).not.toHaveProperty('better');
    }
  });
});

test('a run and its file: the overrides', async () => {
  const found = await between(file, 'last');
  expect(found.runs).toBeUndefined();
  expect(found.config.map(({ key }) => key)).toContain('optimizer.adam.learning_rate');
  expect(found.config).toHaveLength(3);
  await expect(between('last', 'nowhere.yaml')).rejects.toMatchObject({ exitCode: 2 });
  await expect(between('nobody', file)).rejects.toThrow(/no run is called nobody/);
});

test('a record that somebody changed is held against another without harm', async () => {
  const { folder } = (await sideOf('last', runsDir)).run!;
  const path = join(folder, 'run.json');
  const text = readFileSync(path, 'utf8');
  const record = JSON.parse(text);
  const experiments = [
    { training: {} },
    { training: {}, architecture: 'none', optimizer: 5, loss: null, data: [], metrics: { a: 1 } },
    {
      ...record.experiment,
      architecture: [{ Gone: { units: 1 } }, 'Dense', 7, null],
      optimizer: { gone: { rate: 1 } },
    },
    { ...record.experiment, architecture: [{ Dense: null }, { Dense: { name: 7 } }, { A: {}, B: {} }] },
  ];
  for (const experiment of experiments) {
    const git = { commit: '--output=/tmp/x', dirty: null };
    writeFileSync(path, JSON.stringify({ ...record, experiment, git, rows: undefined, cpu: undefined }));
    for (const [a, b] of [
      ['last', 'last~1'],
      ['last~1', 'last'],
      ['last', file],
    ] as const) {
      expect((await between(a, b)).config.length).toBeGreaterThan(0);
    }
  }
  writeFileSync(path, text);
});
