import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Executor } from '../../src/sweeps/executor.js';
import { loadSweep } from '../../src/sweeps/file/load.js';
import { foresee } from '../../src/sweeps/foresee.js';
import { launchSweep } from '../../src/sweeps/launch.js';
import { runTrial } from '../../src/sweeps/trial/run-trial.js';
import { validateFiles } from '../../src/sweeps/validate.js';
import { temporaryFolder } from '../runs/temporary.js';

const folder = join(import.meta.dirname, '..', '..', 'experiments', 'sweeps');

/** Trials of each file; of one that learns, it begins with some. */
const TRIALS: { readonly [file: string]: number | undefined } = {
  'activations.yaml': 9,
  'gradient-descent.yaml': 12,
  'learning-rates.yaml': 32,
  'mnist-mlp.yaml': undefined,
  'overfitting.yaml': 6,
};
const files = Object.keys(TRIALS);

test('every file is here, and valid', async () => {
  expect(readdirSync(folder).sort()).toEqual(files);
  const checked = await validateFiles(files.map((file) => join(folder, file)));
  expect(checked.flatMap(({ problems }) => problems)).toEqual([]);
});

test('the schema for editors is where the files say', () => {
  for (const file of files) {
    const [, schema] =
      /^# yaml-language-server: \$schema=(\S+)$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    if (schema) expect(readFileSync(join(folder, schema), 'utf8')).toContain('"title": "dlx sweep"');
  }
});

test.each(files)('every trial of %s is an experiment', async (file) => {
  const { trials } = foresee(await loadSweep(join(folder, file)));
  expect(trials.map(({ error }) => error)).toEqual(trials.map(() => null));
  expect(trials).toHaveLength(TRIALS[file] ?? trials.length);
  expect(trials.length).toBeGreaterThan(2);
});

/** A trial after the other, in this process. */
const here = (runsDir: string): Executor => ({
  slots: 1,
  run: (task, watcher, signal) =>
    runTrial(task, { ...watcher, goesOn: async (epoch) => watcher.goesOn(epoch) }, { runsDir, signal }),
  close: async () => {},
});

/** One epoch on a few rows, and the first trials only. */
function tiny(file: string): string {
  const sweep = parse(readFileSync(join(folder, file), 'utf8'));
  Object.assign(sweep, { experiment: join(folder, sweep.experiment), run_cap: 2 });
  sweep.parameters['training.epochs'] = { value: 1 };
  sweep.parameters['data.limit'] = { value: { train: 120 } };
  sweep.parameters['data.validation'] = { value: 0.002 };
  delete sweep.parameters['data.limit.train'];
  const small = join(temporaryFolder(), 'sweep.yaml');
  writeFileSync(small, stringify(sweep));
  return small;
}

test.each(files)('%s trains', { timeout: 60_000 }, async (file) => {
  const executor = (runsDir: string) => here(runsDir);
  const { trials, record } = await launchSweep(
    { file: tiny(file) },
    { runsDir: temporaryFolder(), workers: 1, executor },
  );
  expect(trials.map(({ status, error }) => [status, error])).toEqual([
    ['completed', null],
    ['completed', null],
  ]);
  expect(trials.flatMap(({ objectives }) => objectives).every((value) => Number.isFinite(value))).toBe(true);
  expect(record.description !== null || file === 'mnist-mlp.yaml').toBe(true);
});
