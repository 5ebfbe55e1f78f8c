import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { checkSweep } from '../../../src/sweeps/file/check.js';
import { readSweep } from '../../../src/sweeps/file/read.js';
import { sweepSchema } from '../../../src/sweeps/file/schema.js';
import type { Sweep } from '../../../src/sweeps/file/sweep.js';
import { propose } from '../../../src/sweeps/propose.js';
import type { Seen } from '../../../src/sweeps/samplers/sampler.js';
import { locate } from '../../../src/sweeps/space.js';
import { valid } from '../../experiment/arbitrary.js';
import { EXPERIMENT, SWEEP } from '../../sweeps/file/small.js';
import { YAML_TOKENS } from './experiment.js';
import { filesIn, plain, type Target, text } from './target.js';

const path = fc.constantFrom(
  ...['training.epochs', 'training.batch_size', 'optimizer', 'optimizer.adam.learning_rate', 'loss', 'seed'],
  ...[
    'architecture.h1.units',
    'architecture[0].Dense.units',
    'architecture',
    'name',
    'data.dataset',
    '__proto__',
  ],
);
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 8, 64, -1, 0.5, 1e-3, 1e9, 2 ** 53, 1e300, -1e308, 1e308, 5e-324),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const value = fc.oneof(
  number,
  fc.constantFrom('adam', 'sgd', 'relu', null, true),
  fc.jsonValue({ maxDepth: 2 }),
);
const word = (...words: string[]) => fc.constantFrom(...words);

const parameter = fc.oneof(
  fc.record({ values: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }) }),
  fc.record({ value }),
  fc.record({ min: number, max: number }),
  fc.record(
    {
      distribution: word(
        'uniform',
        'log_uniform_values',
        'q_uniform',
        'q_log_uniform_values',
        'normal',
        'q_normal',
      ),
      ...{ min: number, max: number, q: number, mu: number, sigma: number },
    },
    { requiredKeys: ['distribution'] },
  ),
);

/** A sweep file whose parts are plausible, if not together. */
const plausible = fc.record(
  {
    experiment: fc.constant('small.yaml'),
    method: word('grid', 'random', 'sobol', 'bayes', 'tpe', 'gp', 'pbt'),
    metric: fc.record({ name: word('val_loss', 'test.accuracy', 'loss', 'x') }),
    parameters: fc.dictionary(path, parameter, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    zip: fc.array(fc.uniqueArray(path, { minLength: 2, maxLength: 3 }), { maxLength: 1 }),
    constraints: fc.array(
      word('training.epochs < 3', 'training.batch_size * 2 >= training.epochs', 'seed == 1 / 0'),
      {
        maxLength: 1,
      },
    ),
    early_terminate: fc.record(
      { type: word('asha', 'hyperband', 'median'), min_iter: number, s: number },
      { requiredKeys: [] },
    ),
    run_cap: number,
  },
  { requiredKeys: ['experiment', 'method', 'metric', 'parameters'] },
);

const schema = sweepSchema();
const TRIALS = 3;

/** Proposes a few trials, which lie in the space that they are from. */
function begin({ space, sampler, seed, population }: Sweep): void {
  const seen: Seen[] = [];
  const taken = new Set<string>();
  for (let number = 0, from = 0; number < TRIALS; number++) {
    const about = { space, sampler, seed, ...(population && { population }) };
    const found = propose({ ...about, number, seen, taken, from });
    if (found === undefined || found === 'wait') return;
    if (!locate(space, found.assignment)) {
      throw new Error(`proposes what is not in the space: ${JSON.stringify([...found.assignment])}`);
    }
    from = found.index + 1;
    taken.add(found.identity);
    seen.push({ number, point: found.point, losses: [number] });
  }
}

export const sweep: Target = {
  name: 'sweep',
  file: 'sweep.yaml',
  tokens: [
    ...YAML_TOKENS,
    ...[
      'experiment: ',
      'method: grid',
      'parameters: ',
      'values: ',
      'when: ',
      'zip: ',
      'constraints: ',
      'run_cap: ',
    ],
    ...['distribution: ', 'min: ', 'max: ', 'q: 0.1', 'training.epochs', 'optimizer'],
  ],
  structured: () =>
    fc
      .oneof(plausible, valid(schema, schema))
      .map((one) => text(stringify(one, { aliasDuplicateObjects: false }))),
  seeds: (root) => [
    ...filesIn(join(root, 'experiments', 'sweeps'), /\.yaml$/),
    ...[SWEEP, ...LARGE].map(text),
  ],
  most: plain,
  prepare: (folder) => writeFileSync(join(folder, 'small.yaml'), EXPERIMENT),
  async open(file) {
    const read = await readSweep(file);
    begin(read);
    await checkSweep(read);
    return read.parameters;
  },
};

const begun = (rest: string) => `experiment: small.yaml\nmethod: random\nmetric: {name: val_loss}\n${rest}`;
const many = (count: number, one: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => one(i)).join('');

const LARGE = [
  begun(`parameters: {seed: {values: [${many(15_000, (i) => `${i},`)}]}}`),
  begun(`parameters:\n${many(3_000, (i) => `  a${i}: {values: [1, 2]}\n`)}`),
  begun(`parameters: {seed: {min: 0, max: 9007199254740991}}`).replace('random', 'grid'),
  begun(`parameters: {seed: {min: 0, max: 1000}}\nconstraints: [${many(2_000, () => 'seed < 3,')}]`),
  begun(`parameters: {seed: {min: 0, max: 9}}\nconstraints: [seed <${' 1 +'.repeat(50_000)} 1]`),
  begun(`parameters: {seed: {min: 0, max: 9}}\nconstraints: [${'('.repeat(100_000)}]`),
  begun(`parameters: {seed: {distribution: q_uniform, min: -1e+308, max: 1e+308, q: 1e-300}}`),
  begun(`parameters: {seed: {values: [1, 2], when: {${many(9_000, (i) => `a${i}: 1,`)}}}}`),
  begun(`parameters: {a: {values: [1, 2], when: {b: 1}}, b: {values: [1, 2], when: {a: 1}}}`),
];
