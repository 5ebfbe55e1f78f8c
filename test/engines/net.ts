import { allocate, type TypedArray } from '../../src/arrays.js';
import type { Job } from '../../src/engines/engine.js';
import { parseExperiment } from '../../src/experiment/index.js';
import { buildModel } from '../../src/model/build.js';
import { judge } from '../../src/model/judge.js';
import type { Plan } from '../../src/model/plan.js';
import { evaluateStep, trainStep } from '../../src/model/step.js';
import { initialize, layOut } from '../../src/model/weights.js';
import { Stream } from '../../src/random.js';
import { randomInputs } from '../../src/training/random-inputs.js';
import { Weights } from '../../src/training/weights.js';

const YAML = `
name: net
data: {dataset: mnist}
architecture:
  - Dense: {units: 8, activation: relu, kernel_regularizer: {L2: {l2: 0.01}}}
  - Dropout: {rate: 0.25}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 1, batch_size: 8}
`;

/** A net of 6 numbers in and 3 classes out, with dropout and a penalty: what every engine has to compute. */
export function plan(): Plan {
  const x = { shape: [6], dtype: 'float32' } as const;
  const y = { shape: [], dtype: 'int32' } as const;
  const { value } = parseExperiment(YAML, { file: 'net.yaml', folder: '.' });
  const built = buildModel(value.architecture, x);
  if (!('model' in built)) throw new Error(JSON.stringify(built.problems));
  const { model } = built;
  return {
    name: value.name,
    model,
    layout: layOut(model),
    heads: judge(value, model, { y }).heads,
    preprocess: [],
    augment: [],
    x,
    y,
  };
}

/** One step of the net on made-up rows: everything an engine needs, gradients and sums to be written. */
export function job(kind: 'train' | 'evaluate' = 'train', batch = 8): Job & { weights: Weights } {
  const net = plan();
  const weights = new Weights(net.layout, 2);
  initialize(net.layout, weights.flat, 5);
  const step = kind === 'train' ? trainStep(net, batch) : evaluateStep(net, batch);
  const stream = new Stream(1, 'rows');
  const x = Float32Array.from({ length: batch * 6 }, () => stream.normal());
  const from: Record<string, TypedArray> = { x, y: Int32Array.from({ length: batch }, (_, i) => i % 3) };
  const to: Record<string, TypedArray> = {};
  if (kind === 'train') {
    const random = randomInputs(net.model, batch);
    for (const input of random) input.fill(3, 0);
    for (const { name, data } of random) from[name] = data;
    for (const weight of net.layout.weights) to[`g:${weight.key}`] = weights.gradient(weight);
  }
  for (const weight of net.layout.weights) from[`w:${weight.key}`] = weights.view(weight);
  return { name: `net ${kind} ${batch}`, ...step, from, to, weights };
}

/** A job that is quick to compile: y = x + 1. */
export function small(): Job {
  return {
    name: 'small',
    inputs: [{ name: 'x', shape: [4], dtype: 'float32' }],
    f: (tf, { x }) => ({ y: tf.add(x!, 1), z: tf.sum(x!) }),
    from: { x: allocate('float32', 4) },
    to: { y: allocate('float32', 4) },
  };
}
