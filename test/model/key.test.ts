import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import { printGraph } from '../../src/graph/print.js';
import { evaluateStep, trainStep } from '../../src/model/step.js';
import { planOf, readSplits } from '../../src/plan.js';
import { loadTf } from '../../src/tf.js';
import { trace } from '../../src/trace/trace.js';
import { fileOf } from '../pipeline/run.js';
import { TEXT } from '../resume/support.js';

/** Each changes one thing. */
const NOTHING = [
  'training.epochs=1',
  'optimizer.adam.learning_rate=0.1',
  'optimizer=sgd',
  'name=other',
  'seed=8',
  'training.batch_size=7',
  'training.callbacks=[]',
  'engine=cpu',
  'data.limit.train=50',
  'expect.test.accuracy.min=0.5',
];
const SOMETHING = [
  'architecture[0].Dense.units=13',
  'architecture[0].Dense.activation=tanh',
  'architecture[0].Dense.use_bias=false',
  'architecture[0].Dense.trainable=false',
  'architecture[0].Dense.kernel_regularizer={L2: {l2: 0.01}}',
  'architecture[0].Dense.kernel_regularizer={L2: {l2: 0.02}}',
  'architecture[0].Dense.name=h',
  'architecture[1].BatchNormalization.momentum=0.9',
  'architecture[1].BatchNormalization.epsilon=0.1',
  'architecture[2].Dropout.rate=0.4',
  'architecture[3].Dense.activation=linear & loss={sparse_categorical_crossentropy: {from_logits: true}}',
  'metrics=[]',
  'metrics=[accuracy, sparse_categorical_accuracy]',
  'data.preprocess=[standardize]',
  'data.preprocess=[{rescale: {scale: 0.5}}]',
  'data.preprocess=[{rescale: {scale: 0.25}}]',
  'data.dataset.synthetic_classification.features=5',
  'data.dataset.synthetic_classification.classes=2 & architecture[3].Dense.units=2',
];
/** Those that look at the data have other constants for other rows. */
const ROWS = ['data.preprocess=[standardize] & seed=8', 'data.preprocess=[normalize]'];

test('plans of one key have the same steps, to the last constant; plans of other steps have other keys', async () => {
  const tf = await loadTf();
  const file = fileOf(TEXT);
  const graphs = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const change of ['', ...NOTHING, ...SOMETHING, ...ROWS]) {
    const overrides = change === '' ? [] : change.split(' & ');
    const loaded = parseExperiment(TEXT, { file, folder: dirname(file), overrides });
    const plan = planOf(loaded, await readSplits(loaded));
    const hash = createHash('sha256');
    for (const { inputs, f } of [trainStep(plan, 4), evaluateStep(plan, 5)]) {
      const graph = await trace(tf, inputs, f);
      hash.update(printGraph(graph));
      for (const { data } of graph.constants) {
        hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      }
    }
    const graph = hash.digest('hex');
    expect(graphs.get(plan.key!) ?? graph, `${change}: same key, other steps`).toBe(graph);
    graphs.set(plan.key!, graph);
    keys.set(change, plan.key!);
  }
  for (const change of NOTHING) expect(keys.get(change), change).toBe(keys.get(''));
  const others = [...SOMETHING, ...ROWS].map((change) => keys.get(change));
  expect(new Set(['', ...others]).size).toBe(1 + others.length);
});
