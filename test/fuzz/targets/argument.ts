import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { readQuickGrid } from '../../../src/sweeps/file/quick.js';
import { override } from './override.js';
import { plain, type Target, text, VALID } from './target.js';

/** `path=value,value` as people type it behind `dlx sweep`, and as the record of a sweep holds it. */
export const argument: Target = {
  name: 'argument',
  file: 'argument.txt',
  tokens: [...override.tokens, ',', '],[', '#'],
  structured: () =>
    fc
      .tuple(
        fc.constantFrom(
          'training.epochs',
          'optimizer',
          'architecture.h1.units',
          'data.dataset',
          '__proto__',
          'x',
        ),
        fc.array(fc.oneof(fc.json(), fc.constantFrom('1', '2', 'adam', 'sgd')), { maxLength: 4 }),
      )
      .map(([path, values]) => text(`${path}=${values.join(',')}`)),
  seeds: (root, thorough) => [
    ...['training.epochs=1,2', 'training.batch_size=[32,64]', 'optimizer=adam,{sgd: {momentum: 0.9}}'].map(
      text,
    ),
    ...override.seeds(root, thorough),
    ...[
      `seed=${'1,'.repeat(100_000)}`,
      `seed=${'.nan,'.repeat(50_000)}`,
      `seed=${Array.from({ length: 15_000 }, (_, i) => i)}`,
    ].map(text),
  ],
  most: plain,
  open: (path) =>
    readQuickGrid('x.yaml', [readFileSync(path, 'utf8')], VALID).then(({ parameters }) => parameters),
};
