import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, experimentHash } from '../../src/experiment/hash.js';
import { layerNames, snakeCase } from '../../src/experiment/names.js';
import { checkRules } from '../../src/experiment/rules.js';
import { toYaml } from '../../src/experiment/to-yaml.js';
import type { Experiment } from '../../src/experiment/types.js';
import { valid } from './arbitrary.js';
import { parse, small, VALID } from './small.js';

describe('the resolved experiment', () => {
  it('has every default, in the order of the schema', () => {
    const { value } = parse(VALID);
    expect(value).toEqual({
      name: 'x',
      tags: [],
      seed: 0,
      data: { dataset: 'mnist', preprocess: [], augment: [] },
      architecture: [
        { Flatten: { name: 'flatten', trainable: true } },
        dense(4, 'relu', 'h1'),
        dense(3, 'linear', 'dense'),
      ],
      loss: { sparse_categorical_crossentropy: { from_logits: false } },
      optimizer: { adam: { learning_rate: 0.001 } },
      metrics: [],
      training: {
        epochs: 1,
        batch_size: 32,
        shuffle: true,
        callbacks: [],
        on_nan: 'stop',
        checkpoint: { every: 'auto', keep: 2 },
      },
      engine: 'onnx',
      expect: {},
    });
    expect(Object.keys(value)).toEqual(
      Object.keys(small.schema.properties!).filter(
        (key) =>
          !['blocks', 'description', 'initial_weights', 'loss_weights', 'weighted_metrics'].includes(key),
      ),
    );
  });

  const dense = (units: number, activation: string, name: string) => ({
    Dense: {
      units,
      activation,
      use_bias: true,
      kernel_initializer: { normal: { stddev: 0.05 } },
      name,
      trainable: true,
    },
  });

  it('resolves to itself, through YAML, with the same hash', () => {
    const experiments = valid(small.schema, small.schema).filter((value) => checkRules(value).length === 0);
    fc.assert(
      fc.property(experiments, (value) => {
        const once = parse(toYaml(value as Experiment));
        const again = parse(toYaml(once.value));
        expect(again.value).toEqual(once.value);
        expect(JSON.stringify(again.value)).toBe(JSON.stringify(once.value));
        expect(again.hash).toBe(once.hash);
      }),
      { numRuns: 60 },
    );
  });

  it('does not share defaults between experiments', () => {
    (parse(VALID).value.metrics as unknown[]).push('changed');
    expect(parse(VALID).value.metrics).toEqual([]);
  });
});

describe('layer names', () => {
  // keras.src.utils.naming.to_snake_case of Keras 3.15.
  it.each([
    ['Dense', 'dense'],
    ['Conv2D', 'conv2d'],
    ['MaxPooling2D', 'max_pooling2d'],
    ['GlobalAveragePooling1D', 'global_average_pooling1d'],
    ['ReLU', 're_lu'],
    ['LeakyReLU', 'leaky_re_lu'],
    ['LSTM', 'lstm'],
    ['BatchNormalization', 'batch_normalization'],
    ['SpatialDropout2D', 'spatial_dropout2d'],
    ['ELU', 'elu'],
    ['ZeroPadding2D', 'zero_padding2d'],
  ])('%s -> %s', (type, name) => expect(snakeCase(type)).toBe(name));

  it('count unnamed layers of a class and step over given names', () => {
    const layers = [
      'Dense',
      { Dense: { name: 'dense_1' } },
      { Dense: {} },
      'Flatten',
      { Dense: { name: 'x' } },
      'Dense',
    ];
    expect(layerNames(layers)).toEqual(['dense', 'dense_1', 'dense_2', 'flatten', 'x', 'dense_3']);
  });
});

describe('the hash', () => {
  const hash = (text: string, overrides: string[] = []) => parse(text, overrides).hash;
  const base = hash(VALID);

  it.each([
    ['comments', `# hello\n${VALID}`],
    ['the name', VALID.replace('name: x', 'name: y')],
    ['description, tags and expect', `${VALID}description: d\ntags: [t]\nexpect: {test.loss: {max: 1}}\n`],
    ['the order of keys', VALID.replace('units: 4, activation: relu', 'activation: relu, units: 4')],
    ['a default written out', `${VALID.replace('adam', '{adam: {learning_rate: 1e-3}}')}seed: 0\n`],
    ['the name a layer has anyway', VALID.replace('{units: 3}', '{units: 3, name: dense}')],
  ])('is the same whatever %s', (_what, text) => expect(hash(text)).toBe(base));

  it.each([
    ['a seed', `${VALID}seed: 1\n`],
    ['units', VALID.replace('units: 3', 'units: 5')],
    ['an option of the optimizer', VALID.replace('adam', '{adam: {learning_rate: 0.002}}')],
    ['the engine', `${VALID}engine: cpu\n`],
    ['the layer order', VALID.replace('  - Flatten\n', '').replace('loss:', '  - Flatten\nloss:')],
  ])('is another for %s', (_what, text) => expect(hash(text)).not.toBe(base));

  it('does not ask where a value came from', () => {
    expect(hash(VALID, ['seed=1'])).toBe(hash(`${VALID}seed: 1\n`));
  });

  it('is sha256 of canonical JSON', () => {
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(experimentHash(parse(VALID).value)).toBe(base);
  });

  it('sorts keys as RFC 8785 does, by UTF-16 units', () => {
    // The example of RFC 8785, section 3.2.3.
    const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(input)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
  });
});
