import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { checkSweep } from '../../../src/sweeps/file/check.js';
import { loadSweep } from '../../../src/sweeps/file/load.js';
import { fileOf } from '../../pipeline/run.js';

const EXPERIMENT = `name: blocks
data: {dataset: {synthetic_classification: {samples: 60, features: 4, classes: 3}}}
blocks:
  pair:
    parameters: {units: 8, rate: 0.1}
    layers:
      - Dense: {units: $units, name: a}
      - Dropout: {rate: $rate}
architecture:
  - pair: {repeat: 2, name: deep}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: sgd
`;

const complaint = async (...args: string[]) => {
  try {
    await checkSweep(await loadSweep(fileOf(EXPERIMENT), args));
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return undefined;
};

test.each([
  ['architecture[0].pair.units=4,8'],
  ['architecture.deep.repeat=1,2,5'],
  ['blocks.pair.parameters.rate=0,0.5'],
  ['architecture.deep.2.a.units=4,8'],
])('a sweep varies %s', async (argument) => {
  expect(await complaint(argument)).toBeUndefined();
});

test.each([
  [
    'architecture.deep.unit=4,8',
    /^argument 'architecture\.deep\.unit=4,8': .*has no key `unit`\n.*did you mean `units`/,
  ],
  [
    'blocks.pair.parameters.rate=0.1,3',
    /^argument .*blocks\.pair\.parameters\.rate: found 3, expected a number/,
  ],
  [
    'architecture.deep.units=8,0',
    /^argument .*architecture\[0\]\.pair\.units: found 0, expected an integer >= 1/,
  ],
  ['architecture.deep.3.a.units=4,8', /^argument .*has no key `3`|has no `deep/],
])('%s is wrong at its argument', async (argument, message) => {
  expect(await complaint(argument)).toMatch(message);
});
