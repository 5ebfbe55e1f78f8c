import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckOptions, checkExperiments } from '../../src/index.js';
import { Stream } from '../../src/random.js';
import { temporaryFolder } from '../runs/temporary.js';

/** Numbers from a standard normal distribution, the same for the same seed. */
export function normals(seed: number): () => number {
  const stream = new Stream(seed, 'test/check');
  return () => stream.normal();
}

/** An experiment of a fifth of a second, of which ten times the learning rate is ten deviations worse. */
export const TEXT = `name: tiny
data:
  dataset: {synthetic_classification: {samples: 1000, features: 10, classes: 4, seed: 1, label_noise: 0.1}}
  split: {test: 0.4}
architecture:
  - Dense: {units: 16, activation: relu}
  - Dense: {units: 4, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: {adam: {learning_rate: 0.03}}
metrics: [accuracy]
training: {epochs: 4, batch_size: 16, checkpoint: false}
engine: {onnx: {threads: 1}}
expect:
  test.accuracy: {min: 0.8}
`;

/** A folder with an experiment, and checks of it with records beside it. */
export function bench(text = TEXT, folder = temporaryFolder()) {
  const file = join(folder, 'tiny.yaml');
  const write = (content: string, name = 'tiny.yaml') => writeFileSync(join(folder, name), content);
  write(text);
  const check = async (options: CheckOptions = {}, ...more: readonly string[]) =>
    checkExperiments([file, ...more.map((name) => join(folder, name))], {
      runsDir: join(folder, 'runs'),
      ...options,
    });
  /** The only experiment of a check. */
  const one = async (options: CheckOptions = {}) => (await check(options)).experiments[0]!;
  return { folder, file, baseline: join(folder, 'tiny.baseline.json'), write, check, one };
}
