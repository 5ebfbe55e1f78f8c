import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { grammar, loadExperiment, parseExperiment, toYaml } from '../../../src/experiment/index.js';
import { valid } from '../../experiment/arbitrary.js';
import { filesIn, plain, type Target, text } from './target.js';

export const YAML_TOKENS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ': ',
    '- ',
    '&a ',
    '*a',
    '<<: *a\n',
    '!!binary ',
    '!!js/function ',
    '? ',
    '| ',
    '>-\n',
  ],
  ...[
    '"',
    "'",
    '#',
    '\n  ',
    '\t',
    '~',
    '.nan',
    '-.inf',
    '1_0',
    '0o17',
    '0xff',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
  ],
  ...[
    '%TAG ! tag:x,2000:\n',
    '__proto__: ',
    'constructor: ',
    'prototype: ',
    'toString: ',
    'hasOwnProperty: ',
  ],
  ...[
    '\u0000',
    '\ud800',
    '\u2028',
    '\ufeff',
    '\u0085',
    '"\\u0000"',
    '"\\ud800"',
    '"\\e[2J"',
    'architecture:\n',
  ],
  ...[
    'Dense: {units: 4}',
    'adam',
    'optimizer: ',
    'inputs: ',
    'name: ',
    '9'.repeat(400),
    'null',
    'true',
    '../',
  ],
];

const name = fc.oneof(
  fc.constantFrom(
    'name',
    'data',
    'dataset',
    'architecture',
    'training',
    'epochs',
    'Dense',
    'units',
    'expect',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', '<<', 'test.accuracy', '\u001b[2J', '\ud800'),
);
const anything = fc.object({ key: name, maxDepth: 5, withBigInt: true });
const tree = fc.dictionary(name, fc.oneof(anything, fc.jsonValue()), { noNullPrototype: true });

const schema = { ...grammar.schema };

const levels = (depth: number) =>
  `a0: &a0 [x]\n${Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`).join('')}`;

export const experiment: Target = {
  name: 'experiment',
  file: 'experiment.yaml',
  tokens: YAML_TOKENS,
  structured: () =>
    fc.oneof(
      valid(schema, schema).map((value) => text(stringify(value))),
      tree.map((value) => text(stringify(value))),
    ),
  seeds: (root, thorough) => [
    ...filesIn(join(root, 'experiments'), /\.yaml$/),
    ...(thorough ? [...LARGE, ...SLOW] : LARGE).map(text),
  ],
  // Texts and trees of nodes lie elsewhere.
  most: plain,
  async open(path) {
    const { value, hash } = await loadExperiment(path);
    const again = parseExperiment(toYaml(value), { file: path, folder: '/' });
    if (again.hash !== hash) throw new Error(`resolves to another experiment when written: ${toYaml(value)}`);
    return value;
  },
};

/** As large as an experiment may be, in every way to be large. */
const LARGE = [
  levels(30),
  '['.repeat(250_000),
  '? '.repeat(120_000),
  '- '.repeat(120_000),
  `name: ${'9'.repeat(250_000)}`,
  `name: "${'\\e'.repeat(120_000)}"`,
  Array.from({ length: 3000 }, (_, i) => `a${i}: &a${i} {<<: *a${i - 1}}\n`).join(''),
];
const named = (count: number, name: string) => Array.from({ length: count }, (_, i) => `${name}${i}`);
const SLOW = [
  `a: &a {b: 1}\n${'- *a\n'.repeat(40_000)}`,
  `architecture: [${'{Dense: 1},'.repeat(9_000)}]`,
  `architecture: [${'{Dense: 1},'.repeat(20_000)}]`,
  `architecture: [${'{Dense: {name: a}},'.repeat(6_000)}]`,
  `architecture:\n${'- Flatten\n'.repeat(19_000)}`,
  `data: {dataset: {csv: {path: a, target: b, features: [${'{a: 1},'.repeat(9_000)}]}}}`,
  `data: {dataset: {csv: {path: a, target: b, features: [${named(19_000, 'f').join()}]}}}`,
  `metrics: [${named(19_000, 'm').join()}]`,
  `expect: {${named(15_000, 't.m').join(': 1,')}: 1}`,
  `${named(19_000, 'k').join(': 1\n')}: 1\n`,
  `tags: [${'x,'.repeat(120_000)}]`,
  'name: a\n'.repeat(30_000),
  '# \n'.repeat(80_000),
  '---\n'.repeat(60_000),
  '!!x '.repeat(60_000),
  `name: |\n${'  x\n'.repeat(60_000)}`,
  '\n'.repeat(250_000),
  '"'.repeat(250_000),
  '%A b\n'.repeat(50_000),
  `a: ${'&a '.repeat(80_000)}`,
  ': '.repeat(120_000),
];
