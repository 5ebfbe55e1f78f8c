import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffExperiments, withNames } from '../../../src/compare/diff/experiments.js';
import type { Change } from '../../../src/compare/diff/walk.js';
import { resolve } from '../../../src/experiment/defaults.js';
import { canonicalJson, type Experiment, grammar, parseExperiment } from '../../../src/experiment/index.js';
import { valid } from '../../experiment/arbitrary.js';

const experiment = valid(grammar.schema, grammar.schema).map((value) => resolve(grammar.schema, value));

// biome-ignore lint/suspicious/noExplicitAny: any tree
type Tree = any;

/** A choice that is a bare name, opened where a path leads into it. */
function step(at: Tree, key: string | number, next: string | number | undefined): Tree {
  if (typeof at[key] === 'string' && at[key] === next) at[key] = { [at[key]]: {} };
  return at[key];
}

function holder(root: Tree, path: Change['path']): Tree {
  return path.slice(0, -1).reduce<Tree>((at, key, i) => step(at, key, path[i + 1]), root);
}

/** Makes the second experiment of the first and what differs, by the paths alone. */
function applied(a: Experiment, b: Experiment): Tree {
  const { config, metadata, renamed } = diffExperiments(a, b);
  const root = structuredClone(withNames(a, renamed)) as Tree;
  const all = [...config, ...metadata];
  const inList = ({ path, kind }: Change) => kind !== 'changed' && typeof path.at(-1) === 'number';
  const depths = [...new Set(all.map(({ path }) => path.length))].sort((x, y) => x - y);
  for (const depth of depths) {
    const here = all.filter(({ path }) => path.length === depth);
    const last = (one: Change) => one.path.at(-1) as number;
    const removed = here.filter((one) => inList(one) && one.kind === 'removed');
    for (const one of removed.sort((x, y) => last(y) - last(x))) holder(root, one.path).splice(last(one), 1);
    const added = here.filter((one) => inList(one) && one.kind === 'added');
    for (const one of added.sort((x, y) => last(x) - last(y)))
      holder(root, one.path).splice(last(one), 0, one.after);
    for (const one of here.filter((each) => !inList(each))) {
      const at = holder(root, one.path);
      if (one.kind === 'removed') delete at[one.path.at(-1)!];
      else at[one.path.at(-1)!] = one.after;
    }
  }
  return root;
}

/** A choice without options is its bare name. */
const closed = (value: Tree): Tree => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const only = keys.length === 1 ? value[keys[0]!] : undefined;
  if (typeof only === 'object' && only !== null && Object.keys(only).length === 0) return keys[0];
  return Object.fromEntries(keys.map((key) => [key, closed(value[key])]));
};

describe('the difference of experiments', () => {
  test('with themselves is none', () => {
    fc.assert(
      fc.property(experiment, (one) => {
        const again = structuredClone(one);
        expect(diffExperiments(one, again)).toEqual({ config: [], metadata: [], renamed: [] });
      }),
      { numRuns: 50 },
    );
  });

  test('makes the second one out of the first', () => {
    fc.assert(
      fc.property(experiment, experiment, (a, b) => {
        expect(canonicalJson(closed(applied(a, b)))).toBe(canonicalJson(closed(b)));
      }),
      { numRuns: 150 },
    );
  });
});

const BASE = `name: net
tags: [a, b]
data: {dataset: mnist}
architecture:
  - Flatten
  - Dense: {units: 128, activation: relu}
  - Dense: {units: 64, activation: relu}
  - Dense: {units: 10, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training:
  epochs: 5
  callbacks:
    - EarlyStopping: {monitor: val_loss, patience: 2}
expect: {test.accuracy: {min: 0.9}}
`;
const read = (text: string, ...overrides: string[]) =>
  parseExperiment(text, { file: 'x.yaml', folder: '/', overrides }).value;

/** Changes as they are shown. */
function shown(text: string, ...overrides: string[]) {
  const { config, metadata, renamed } = diffExperiments(read(BASE), read(text, ...overrides));
  const line = ({ kind, key, shown: { before, after } }: Change) =>
    [kind, key, ...[before, after].filter((one) => one !== undefined)].join(' ');
  return { config: config.map(line), metadata: metadata.map(line), renamed };
}

describe('keys', () => {
  test('are exactly those that differ', () => {
    expect(
      shown(BASE, 'training.epochs=9', 'optimizer.adam.learning_rate=0.01', 'architecture[1].Dense.units=100')
        .config,
    ).toEqual([
      'changed architecture.dense.units 128 100',
      'changed optimizer.adam.learning_rate 0.001 0.01',
      'changed training.epochs 5 9',
    ]);
  });

  test('a layer that is put in is one addition; those behind it have other names', () => {
    const text = BASE.replace(
      '  - Dense: {units: 64',
      '  - Dropout: {rate: 0.5}\n  - Dense: {units: 32}\n  - Dense: {units: 64',
    );
    expect(shown(text)).toEqual({
      config: [
        'added architecture.dropout {Dropout: {rate: 0.5}}',
        'added architecture.dense_1 {Dense: {units: 32}}',
      ],
      metadata: [],
      renamed: [
        { before: 'dense_1', after: 'dense_2' },
        { before: 'dense_2', after: 'dense_3' },
      ],
    });
  });

  test('a layer that is taken out, and one that is another', () => {
    const text = BASE.replace(/ {2}- Dense: \{units: 128.*\n/, '').replace(
      '{units: 64, activation: relu}',
      '{units: 64, activation: tanh}',
    );
    expect(shown(text).config).toEqual([
      'removed architecture.dense {Dense: {units: 128, activation: relu}}',
      'changed architecture.dense.activation relu tanh',
    ]);
  });

  test('layers with names of their own are found by them', () => {
    const named = (a: string, b: string) =>
      read(
        BASE.replace('{units: 128', `{name: ${a}, units: 128`).replace(
          '{units: 64',
          `{name: ${b}, units: 64`,
        ),
      );
    const { config } = diffExperiments(named('x', 'y'), named('y', 'x'));
    expect(config.map(({ key, kind }) => `${kind} ${key}`)).toHaveLength(2);
  });

  test('another optimizer is one change; options that are the defaults are not shown', () => {
    expect(shown(BASE, 'optimizer={sgd: {learning_rate: 0.1}}').config).toEqual([
      'changed optimizer adam {sgd: {learning_rate: 0.1}}',
    ]);
  });

  test('parts of lists', () => {
    expect(
      shown(
        BASE,
        'metrics=[mean_absolute_error, accuracy]',
        'training.callbacks[0].EarlyStopping.patience=3',
        'data.preprocess=[standardize]',
      ).config,
    ).toEqual([
      'added data.preprocess standardize',
      'added metrics mean_absolute_error',
      'changed training.callbacks.EarlyStopping.patience 2 3',
    ]);
  });

  test('that no number depends on stand apart', () => {
    expect(
      shown(BASE, 'name=other', 'tags=[b, c]', 'expect={test.loss: {max: 1}}', 'training.checkpoint=false'),
    ).toMatchObject({
      config: [],
      metadata: [
        'changed name net other',
        'removed tags a',
        'added tags c',
        expect.stringMatching(/^changed training\.checkpoint /),
        'added expect.test.loss {max: 1}',
        'removed expect.test.accuracy {min: 0.9}',
      ],
    });
  });
});
