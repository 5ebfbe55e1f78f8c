import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../../src/experiment/index.js';
import { checkSweep } from '../../../src/sweeps/file/check.js';
import { loadSweep } from '../../../src/sweeps/file/load.js';
import { validateFiles } from '../../../src/sweeps/validate.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { EXPERIMENT, SWEEP } from './small.js';

function files(experiment = EXPERIMENT, sweep = SWEEP) {
  const folder = temporaryFolder();
  const [a, b] = [join(folder, 'small.yaml'), join(folder, 'sweep.yaml')] as const;
  writeFileSync(a, experiment);
  writeFileSync(b, sweep);
  return { experiment: a, sweep: b };
}

const complaint = async (file: string, ...args: string[]) =>
  checkSweep(await loadSweep(file, args)).then(
    () => undefined,
    (error: Error) => error.message.replaceAll(/\S*\/(?=s\w+\.yaml)/g, ''),
  );

test('what fits the data is let pass', async () => {
  expect(await complaint(files().sweep)).toBeUndefined();
  expect(await complaint(files().experiment, 'architecture.h1.units=4,8')).toBeUndefined();
});

test('a last layer with too few units for the classes, at the parameter that sets it', async () => {
  const sweep = SWEEP.replace('architecture.h1.units', 'architecture[1].Dense.units').replace(
    '[4, 8, 16]',
    '[2, 3]',
  );
  const { sweep: file, experiment } = files(EXPERIMENT, sweep);
  expect(await complaint(file)).toMatch(
    /^sweep\.yaml:6:3: parameters\.architecture\[1\]\.Dense\.units: with 2: small\.yaml:8: loss.*2 outputs and 3 classes/,
  );
  expect(await complaint(experiment, 'architecture[1].Dense.units=3,2')).toMatch(
    /^argument 'architecture\[1\]\.Dense\.units=3,2': .*with 2: small\.yaml:8: loss/,
  );
});

test('data that is not there, at the line of the experiment', async () => {
  const text = EXPERIMENT.replace(/\{synthetic.*\}\}/, '{npz: {path: gone.npz}}').replace(
    / {2}split.*\n/,
    '  validation: 0.1\n',
  );
  const { sweep, experiment } = files(text);
  expect(await complaint(sweep)).toMatch(
    /^sweep\.yaml:1:13: experiment: small\.yaml:3: data\.dataset\..*gone\.npz/,
  );
  expect(await complaint(experiment, 'training.epochs=1,2')).toMatch(
    /^small\.yaml:3:\d+: data\.dataset\..*gone\.npz/,
  );
});

test('sweeps and experiments are validated side by side, every mistake of each', async () => {
  const good = files();
  const bad = files(
    EXPERIMENT.replace('units: 3', 'units: 2'),
    SWEEP.replace('method: bayes', 'method: bays'),
  );
  const checked = await validateFiles([good.sweep, good.experiment, bad.sweep, bad.experiment, 'none.yaml']);
  expect(checked.map(({ problems }) => problems.map(({ key, message }) => key ?? message))).toEqual([
    [],
    [],
    ['method'],
    ['loss.sparse_categorical_crossentropy'],
    ['there is no such file'],
  ]);
});

test('a sweep where an experiment is expected is told apart, and the other way round', async () => {
  const { sweep, experiment } = files();
  await expect(loadExperiment(sweep)).rejects.toThrow(
    /is a sweep, expected an experiment\n.*dlx sweep .*sweep\.yaml/,
  );
  writeFileSync(sweep, SWEEP.replace('small.yaml', 'sweep.yaml'));
  await expect(loadSweep(sweep)).rejects.toThrow(
    /sweep\.yaml:1:13: experiment: .*is a sweep, expected an exp/,
  );
  await expect(loadSweep(experiment)).rejects.toThrow('is an experiment');
});
