import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadExperiment, toYaml } from '../../src/experiment/index.js';
import { chosen } from '../../src/experiment/part.js';
import type { Experiment } from '../../src/experiment/types.js';
import { showModel } from '../../src/inspect.js';
import { orderLayers } from '../../src/model/order.js';
import { fileOf, runText } from '../pipeline/run.js';

const experiments = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'experiments');

/** Layers by number rather than by name: type, options and the numbers of what they take. */
function graphOf({ architecture }: Experiment): unknown[] {
  const { entries } = orderLayers(architecture);
  const numbers = new Map(entries.map(({ name }, i) => [name, i]));
  return entries.map(({ index, inputs }) => {
    const { name: type, options } = chosen(architecture[index]!);
    const { name: _name, inputs: _inputs, ...rest } = options;
    return { type, options: rest, inputs: inputs.map((one) => numbers.get(one) ?? one) };
  });
}

/** An experiment of the folder with another architecture. */
function rewritten(file: string, blocks: string): string {
  const text = readFileSync(join(experiments, file), 'utf8');
  return text.replace(/^architecture:\n[\s\S]*?(?=^loss:)/m, () => `${blocks}\n`);
}

describe('networks that are written twice are the same', () => {
  test('mnist-resnet', async () => {
    const text = rewritten(
      'mnist-resnet.yaml',
      `blocks:
  conv:
    parameters: {filters: null, kernel_size: 3, strides: [1, 1]}
    layers:
      - Conv2D: {filters: $filters, kernel_size: $kernel_size, strides: $strides, padding: same, use_bias: false}
      - BatchNormalization
  change:
    parameters: {filters: null, strides: [1, 1]}
    layers:
      - conv: {filters: $filters, strides: $strides}
      - ReLU
      - conv: {filters: $filters}
  kept:
    parameters: {filters: null}
    layers:
      - change: {filters: $filters}
      - Add: {inputs: [input, change]}
      - ReLU
  halved:
    parameters: {filters: null}
    layers:
      - change: {filters: $filters, strides: 2}
      - conv: {name: carried, filters: $filters, kernel_size: 1, strides: 2, inputs: [input]}
      - Add: {inputs: [carried, change]}
      - ReLU
architecture:
  - conv: {filters: 16}
  - ReLU
  - kept: {filters: 16}
  - halved: {filters: 32}
  - GlobalAveragePooling2D
  - Dense: {units: 10, activation: softmax}`,
    );
    const [blocks, plain] = await Promise.all([
      loadExperiment(fileOf(text)),
      loadExperiment(join(experiments, 'mnist-resnet.yaml')),
    ]);
    expect(graphOf(blocks.value)).toEqual(graphOf(plain.value));
  });

  test('char-transformer', async () => {
    const text = rewritten(
      'char-transformer.yaml',
      `blocks:
  transformer:
    parameters: {heads: 4, size: 64, key_dim: 16, hidden: 256}
    layers:
      - LayerNormalization: {name: normal}
      - MultiHeadAttention: {num_heads: $heads, key_dim: $key_dim, use_causal_mask: true, inputs: [normal, normal], name: attention}
      - Add: {inputs: [input, attention], name: attended}
      - LayerNormalization
      - Dense: {units: $hidden, activation: gelu}
      - Dense: {units: $size, name: thought}
      - Add: {inputs: [attended, thought]}
architecture:
  - Embedding: {input_dim: 80, output_dim: 64, name: characters}
  - PositionEmbedding: {sequence_length: 50, name: places}
  - Add: {inputs: [characters, places]}
  - transformer: {repeat: 2}
  - LayerNormalization
  - Dense: {units: 80, activation: softmax}`,
    );
    const [blocks, plain] = await Promise.all([
      loadExperiment(fileOf(text)),
      loadExperiment(join(experiments, 'char-transformer.yaml')),
    ]);
    expect(graphOf(blocks.value)).toEqual(graphOf(plain.value));
  });
});

test('mnist-resnet20 has twenty layers with weights on the way, and as many parameters as He et al. count', async () => {
  const { summary, experiment } = await showModel(join(experiments, 'mnist-resnet20.yaml'));
  const types = experiment.architecture.map((layer) => chosen(layer).name);
  const carried = 2;
  expect(types.filter((type) => type === 'Conv2D' || type === 'Dense')).toHaveLength(20 + carried);
  const conv = (from: number, to: number, size = 3) => size * size * from * to + 4 * to;
  const stages = [16, 32, 64].map((filters, i) => {
    const halving = conv(filters / 2, filters) + conv(filters, filters) + conv(filters / 2, filters, 1);
    return i === 0 ? 6 * conv(filters, filters) : halving + 4 * conv(filters, filters);
  });
  const total = conv(1, 16) + stages.reduce((a, b) => a + b) + 64 * 10 + 10;
  expect(summary.total).toBe(total);
  expect(Math.round(total / 1e4)).toBe(27);
});

describe('training', () => {
  const TEXT = `name: blocks
data:
  dataset: {synthetic_classification: {samples: 190, features: 8, classes: 3}}
  split: {validation: 0.2, test: 0.2}
blocks:
  residual:
    parameters: {units: 8, rate: 0.1}
    layers:
      - Dense: {units: $units, activation: relu}
      - BatchNormalization
      - Dropout: {rate: $rate}
      - Dense: {units: 8, name: change}
      - Add: {inputs: [input, change]}
architecture:
  - residual: {repeat: 3, name: deep}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 2, batch_size: 25}
engine: {onnx: {threads: 1}}
`;

  test('is that of the plain layers, bit for bit; the record has those', async () => {
    const loaded = await loadExperiment(fileOf(TEXT));
    const [blocks, plain] = [await runText(TEXT), await runText(toYaml(loaded.value))];
    expect(blocks.epochs.map((row) => row.weights_hash)).toEqual(plain.epochs.map((row) => row.weights_hash));
    expect(blocks.record.experiment_hash).toBe(plain.record.experiment_hash);
    expect(blocks.record.experiment).toEqual(plain.record.experiment);
    expect(JSON.stringify(blocks.record.experiment)).not.toContain('$units');
    expect(readFileSync(join(blocks.folder, 'experiment.yaml'), 'utf8')).toBe(TEXT);
  });

  test('a parameter of a block makes another experiment', async () => {
    const [once, twice] = await Promise.all([
      loadExperiment(fileOf(TEXT), ['architecture.deep.units=9']),
      loadExperiment(fileOf(TEXT), ['blocks.residual.parameters.units=9']),
    ]);
    expect(once.hash).toBe(twice.hash);
    expect(once.hash).not.toBe((await loadExperiment(fileOf(TEXT))).hash);
  });

  test('a misfit is shown at the line in the block, with the copy', async () => {
    await expect(runText(TEXT, 'architecture.deep.2.change.units=7')).rejects.toThrow(
      /experiment\.yaml:13:9: blocks\.residual\.layers\[4\] Add: .* \(in deep\.2\.add of architecture\[0\]\)/,
    );
  });
});
