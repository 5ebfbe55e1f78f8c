import { beforeAll, describe, expect, it } from 'vitest';
import { sizeOf, type TypedArray } from '../../../src/arrays.js';
import type { Runtime } from '../../../src/engines/engine.js';
import { engines } from '../../../src/engines/index.js';
import { parseExperiment } from '../../../src/experiment/index.js';
import { withGradient } from '../../../src/gradient.js';
import type { Layer } from '../../../src/layers/layer.js';
import { diagnosisStep, originOf } from '../../../src/model/diagnosis.js';
import type { Plan } from '../../../src/model/plan.js';
import { initialize } from '../../../src/model/weights.js';
import { planOf } from '../../../src/plan.js';
import { Stream } from '../../../src/random.js';
import { randomInputs } from '../../../src/training/random-inputs.js';
import { Weights } from '../../../src/training/weights.js';

/** Branches, moving statistics, dropout, layers without weights, an activation within a layer and alone. */
const YAML = `
name: net
data: {dataset: mnist}
architecture:
  - Conv2D: {name: a, filters: 4, kernel_size: 3, padding: same}
  - BatchNormalization: {name: b}
  - ReLU: {name: c}
  - Conv2D: {name: d, filters: 4, kernel_size: 3, padding: same, activation: relu, inputs: [c]}
  - Add: {name: e, inputs: [c, d]}
  - MaxPooling2D: {name: f}
  - Dropout: {name: g, rate: 0.25}
  - Flatten: {name: h}
  - Dense: {name: i, units: 8, activation: sigmoid, kernel_regularizer: {L2: {l2: 0.01}}}
  - Dense: {name: j, units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
`;
const NAMES = [...'abcdefghij'];
const BATCH = 5;

function planWith(name: string, spoil?: (layer: Layer) => Layer): Plan {
  const x = { shape: [BATCH, 6, 6, 2], dtype: 'float32' as const, data: new Float32Array(BATCH * 72) };
  const y = { shape: [BATCH], dtype: 'int32' as const, data: Int32Array.of(0, 1, 2, 0, 1) };
  const loaded = parseExperiment(YAML, { file: 'net.yaml', folder: '.' });
  const plan = planOf(loaded, { train: { x, y }, classCount: 3 });
  const layers = plan.model.layers.map((one) =>
    one.name === name && spoil ? { ...one, layer: spoil(one.layer) } : one,
  );
  return { ...plan, model: { ...plan.model, layers, outputs: [layers.at(-1)!] } };
}

/** Puts out something that is not finite: the root of a negative number, or a quotient by 0. */
const spoiltForward = (layer: Layer): Layer => ({
  ...layer,
  apply(...given) {
    const { tf } = given[3];
    const out = layer.apply(...given);
    return tf.add(out, tf.div(tf.scalar(1), tf.mul(tf.sum(out), 0)));
  },
});

/** Right on the way to the loss, NaN on the way back. */
const spoiltBack = (layer: Layer): Layer => ({
  ...layer,
  apply(options, weights, inputs, context) {
    const { tf } = context;
    const spoilt = withGradient(inputs[0]!, tf, (x) => ({
      value: tf.clone(x),
      saved: [],
      // the slope of a root at 0, times 0
      gradient: (dy) => tf.mul(dy, tf.div(tf.mul(tf.sum(dy), 0), tf.mul(tf.sum(dy), 0))),
    }));
    return layer.apply(options, weights, [spoilt, ...inputs.slice(1)], context);
  },
});

async function originIn(runtime: Runtime, plan: Plan, change: (from: Record<string, TypedArray>) => void) {
  const weights = new Weights(plan.layout, 0);
  initialize(plan.layout, weights.flat, 5);
  const step = diagnosisStep(plan, BATCH);
  const stream = new Stream(1, 'rows');
  const from: Record<string, TypedArray> = {
    x: Float32Array.from({ length: BATCH * sizeOf([6, 6, 2]) }, () => stream.normal()),
    y: Int32Array.of(0, 1, 2, 0, 1),
  };
  for (const input of randomInputs(plan.model, BATCH)) {
    input.fill(3, 0);
    from[input.name] = input.data;
  }
  for (const weight of plan.layout.weights) from[`w:${weight.key}`] = weights.view(weight);
  change(from);
  const program = await runtime.compile({ name: 'diagnosis', ...step, from, to: {} });
  await program.run();
  const origin = originOf(plan.model, (name) => program.outputs.get(name)?.[0] as number | undefined);
  await program.release();
  return origin && { kind: origin.kind, ...('layer' in origin && { layer: origin.layer.name }) };
}

describe.each(['onnx', 'cpu'])('engine %s', (name) => {
  let runtime: Runtime;
  beforeAll(async () => {
    const engine = engines.find((one) => one.name === name)!;
    runtime = await engine.load((name === 'onnx' ? { threads: 1 } : {}) as never);
  });
  const find = (plan: Plan, change: (from: Record<string, TypedArray>) => void = () => {}) =>
    originIn(runtime, plan, change);

  it('finds nothing where there is nothing', async () => {
    expect(await find(planWith(''))).toBeUndefined();
  });

  it.each(NAMES)('finds layer %s whose output is not finite', async (layer) => {
    expect(await find(planWith(layer, spoiltForward))).toEqual({ kind: 'output', layer });
  });

  // Nothing goes back to the input, which is not trained: the first layer has no gradient to break.
  it.each(NAMES.slice(1))('finds layer %s in which the gradient breaks', async (layer) => {
    expect(await find(planWith(layer, spoiltBack))).toEqual({ kind: 'gradient', layer });
  });

  it('finds inputs and weights that are not finite before anything is computed', async () => {
    expect(await find(planWith(''), ({ x }) => x!.fill(NaN, 3, 4))).toEqual({ kind: 'input' });
    expect(await find(planWith(''), (from) => from['w:d/bias']!.fill(Infinity))).toEqual({
      kind: 'output',
      layer: 'd',
    });
  });

  it('finds the loss where the outputs are finite', async () => {
    const large = (from: Record<string, TypedArray>) => {
      from['w:j/bias']!.set([3.3e38, -3.3e38, 3.3e38]);
    };
    expect(await find(planWith(''), large)).toEqual({ kind: 'loss', layer: 'j' });
  });
});
