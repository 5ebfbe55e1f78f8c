import type { Experiment } from '../../src/experiment/types.js';
import type { RunStart } from '../../src/runs/index.js';

/** A small valid experiment for tests. */
export function experimentOf(name: string, more: Partial<Experiment> = {}): Experiment {
  return {
    name,
    tags: ['test'],
    seed: 7,
    data: { dataset: 'mnist', preprocess: ['rescale'], augment: [] },
    architecture: [{ Dense: { units: 10 } }],
    loss: 'sparse_categorical_crossentropy',
    optimizer: 'adam',
    metrics: ['accuracy'],
    training: {
      epochs: 2,
      batch_size: 64,
      shuffle: true,
      callbacks: [],
      on_nan: 'stop',
      checkpoint: { every: 'auto', keep: 2 },
    },
    engine: 'onnx',
    expect: {},
    ...more,
  };
}

/** What a run of that experiment starts with. */
export function startOf(name: string, more: Partial<RunStart> = {}): RunStart {
  return {
    experiment: experimentOf(name),
    file: '/nowhere/experiment.yaml',
    text: `name: ${name}\n`,
    overrides: ['training.epochs=2'],
    experimentHash: '0123456789abcdef'.repeat(4),
    dataHash: 'f'.repeat(64),
    git: Promise.resolve({ commit: 'c0ffee', dirty: false }),
    versions: { dlx: '0.0.0', node: '20.0.0' },
    engine: 'onnx',
    threads: 2,
    parameters: 7850,
    rows: { train: 100, validation: 20, test: 30 },
    metrics: ['accuracy'],
    ...more,
  };
}

/** The row of an epoch with made-up numbers. */
export function rowOf(epoch: number, loss = 1 / epoch) {
  return {
    epoch,
    step: epoch * 10,
    logs: { loss, accuracy: 0.5, val_loss: loss, val_accuracy: 0.5 },
    learningRate: 0.001,
    seconds: 0.5,
    weightsHash: 'abcd',
  };
}
