import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSweep } from '../../../src/sweeps/file/check.js';
import { loadSweep } from '../../../src/sweeps/file/load.js';
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
