import type { StoredSweep } from '../../../src/sweeps/record/record.js';
import { MANY, manyTrials, sweepOf, trialOf } from '../../sweeps/results/made.js';

const STOP = { EarlyStopping: { patience: 3 } };
const failed = { status: 'failed' as const, objectives: [null], error: { message: '<NaN>', exit_code: 3 } };
/** Sweeps of all kinds. */
export const SWEEPS: { readonly [name: string]: StoredSweep } = {
  'forty trials': sweepOf(manyTrials(40), MANY),
  'nothing yet': sweepOf([], { status: 'interrupted' }),
  'one that runs and one that failed': sweepOf([
    trialOf(0, { status: 'running', objectives: [], run: null, epochs: 0 }),
    trialOf(1, failed),
  ]),
  'a single value': sweepOf([
    trialOf(0, { values: { 'architecture[1].Dense.units': 32, 'training.epochs': 3 } }),
  ]),
  'three objectives': sweepOf(
    manyTrials(30).map((trial) => ({
      ...trial,
      objectives: [0, 1, 2].map((i) => trial.objectives[0]! && (trial.objectives[0]! * (i + 1)) ** (2 - i)),
    })),
    {
      ...MANY,
      objectives: [
        { name: 'val_accuracy', goal: 'maximize' },
        { name: 'test.loss', goal: 'minimize' },
        { name: 'loss', goal: 'minimize' },
      ],
    },
  ),
  'conditions, lists and zips': sweepOf(
    manyTrials(24).map((trial) => {
      const even = trial.number % 2 === 0;
      const layers = [{ Dense: { units: even ? 8 : 16, activation: 'relu' } }, { Dense: { units: 2 } }];
      return {
        ...trial,
        values: {
          optimizer: even ? 'sgd' : 'adam',
          ...(even && { 'optimizer.sgd.momentum': trial.number / 24 }),
          architecture: layers,
          'training.callbacks': even ? [] : [STOP],
        },
      };
    }),
    {
      parameters: {
        optimizer: { values: ['sgd', 'adam'] },
        'optimizer.sgd.momentum': { min: 0, max: 1, distribution: 'uniform', when: { optimizer: 'sgd' } },
        architecture: {
          values: [8, 16].map((units) => [{ Dense: { units, activation: 'relu' } }, { Dense: { units: 2 } }]),
        },
        'training.callbacks': { values: [[], [STOP]] },
      },
      zip: [['architecture', 'training.callbacks']],
    },
  ),
  'what is no longer to be read': sweepOf(manyTrials(5), { parameters: { x: { values: 'none' } } }),
};
