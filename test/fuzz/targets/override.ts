import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { grammar, parseExperiment } from '../../../src/experiment/index.js';
import { schemaAt } from '../../../src/experiment/navigate.js';
import { YAML_TOKENS } from './experiment.js';
import { plain, type Target, text, VALID } from './target.js';

const segment = fc.constantFrom(
  ...[
    'training',
    'epochs',
    'architecture',
    '[1]',
    '[999999999]',
    'Dense',
    'units',
    'h1',
    'optimizer',
    'adam',
  ],
  ...[
    'expect',
    'test',
    'accuracy',
    '__proto__',
    'constructor',
    'data',
    'dataset',
    'mnist',
    'callbacks',
    '[0]',
    '',
  ],
);

/** `path=value` as people type it, and as a run record holds it. */
export const override: Target = {
  name: 'override',
  file: 'override.txt',
  tokens: [...YAML_TOKENS, '=', '.', '[0]', 'architecture', 'h1', 'training', 'optimizer'],
  structured: () =>
    fc
      .tuple(fc.array(segment, { maxLength: 6 }), fc.oneof(fc.json(), fc.string()))
      .map(([path, value]) => text(`${path.join('.').replaceAll('.[', '[')}=${value}`)),
  seeds: () =>
    [
      ...[
        'training.epochs=1',
        'optimizer.adam.learning_rate=0.01',
        'architecture[1].Dense.units=64',
        'loss=x',
      ],
      ...[
        'architecture.h1.units=64',
        'expect.test.accuracy={min: 0.9}',
        'data.dataset={npz: {path: ../../x}}',
      ],
      `${'a.'.repeat(60_000)}b=1`,
      `architecture${'[0]'.repeat(60_000)}=1`,
      `expect.${'a.'.repeat(60_000)}b=1`,
      `architecture.${'a.'.repeat(60_000)}b=1`,
      `training.epochs=${'['.repeat(200_000)}`,
    ].map(text),
  most: plain,
  open(path) {
    const overrides = [readFileSync(path, 'utf8')];
    const { value } = parseExperiment(VALID, { file: 'x.yaml', folder: '/', overrides });
    return schemaAt(grammar.schema, value, ['training', 'epochs']) && value;
  },
};
