import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { UserError } from '../../src/errors.js';
import { forEditors } from '../../src/experiment/blocks/schema.js';
import { type LoadedExperiment, parseExperiment, toYaml } from '../../src/experiment/index.js';
import { chosen } from '../../src/experiment/part.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { orderLayers } from '../../src/model/order.js';
import { tables } from '../../src/tables.js';

const parse = (text: string, ...overrides: string[]): LoadedExperiment =>
  parseExperiment(text, { file: 'x.yaml', folder: '/nowhere', overrides });

const around = (blocks: string, architecture: string) => `name: blocks
data: {dataset: {synthetic_classification: {samples: 60, features: 4, classes: 3}}}
blocks:
${blocks}
architecture:
${architecture}
loss: sparse_categorical_crossentropy
optimizer: sgd
`;

const RESIDUAL = `  residual:
    description: Two layers and a way around them.
    parameters: {units: null, rate: 0.1}
    layers:
      - Dense: {units: $units, activation: relu, name: a}
      - Dropout: {rate: $rate}
      - Dense: {units: 4, name: b}
      - Add: {inputs: [b, input], name: sum}
      - ReLU
  stage:
    parameters: {depth: 2, units: 16, norm: LayerNormalization}
    layers:
      - residual: {repeat: $depth, units: $units}
      - $norm`;

/** Layers as \`name Type units <- inputs\`, inputs those that are in effect. */
function layersOf({ value }: LoadedExperiment): string[] {
  return orderLayers(value.architecture).entries.map(({ name, index, inputs }) => {
    const { name: type, options } = chosen(value.architecture[index]!);
    return `${name} ${type}${options.units === undefined ? '' : ` ${options.units}`} <- ${inputs.join()}`;
  });
}

function problems(text: string, ...overrides: string[]): string {
  try {
    parse(text, ...overrides);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return expect.fail('there are no problems');
}

const NETWORK = around(
  RESIDUAL,
  `  - Dense: {units: 4}
  - residual: {units: 8}
  - stage: {name: deep, norm: {BatchNormalization: {epsilon: 0.1}}}
  - residual: {units: 5, inputs: [residual]}
  - Add: {inputs: [deep, residual_1, deep.residual.1]}
  - Dense: {units: 3, activation: softmax}`,
);

describe('blocks', () => {
  it('stand for their layers, with names before theirs', () => {
    expect(layersOf(parse(NETWORK))).toEqual([
      'dense Dense 4 <- input',
      'residual.a Dense 8 <- dense',
      'residual.dropout Dropout <- residual.a',
      'residual.b Dense 4 <- residual.dropout',
      'residual.sum Add <- residual.b,dense',
      'residual.re_lu ReLU <- residual.sum',
      'deep.residual.1.a Dense 16 <- residual.re_lu',
      'deep.residual.1.dropout Dropout <- deep.residual.1.a',
      'deep.residual.1.b Dense 4 <- deep.residual.1.dropout',
      'deep.residual.1.sum Add <- deep.residual.1.b,residual.re_lu',
      'deep.residual.1.re_lu ReLU <- deep.residual.1.sum',
      'deep.residual.2.a Dense 16 <- deep.residual.1.re_lu',
      'deep.residual.2.dropout Dropout <- deep.residual.2.a',
      'deep.residual.2.b Dense 4 <- deep.residual.2.dropout',
      'deep.residual.2.sum Add <- deep.residual.2.b,deep.residual.1.re_lu',
      'deep.residual.2.re_lu ReLU <- deep.residual.2.sum',
      'deep.batch_normalization BatchNormalization <- deep.residual.2.re_lu',
      'residual_1.a Dense 5 <- residual.re_lu',
      'residual_1.dropout Dropout <- residual_1.a',
      'residual_1.b Dense 4 <- residual_1.dropout',
      'residual_1.sum Add <- residual_1.b,residual.re_lu',
      'residual_1.re_lu ReLU <- residual_1.sum',
      'add Add <- deep.batch_normalization,residual_1.re_lu,deep.residual.1.re_lu',
      'dense_1 Dense 3 <- add',
    ]);
  });

  it('are gone from the resolved experiment, which resolves to itself', () => {
    const loaded = parse(NETWORK);
    expect(Object.keys(loaded.value)).not.toContain('blocks');
    const again = parse(toYaml(loaded.value));
    expect(again.value).toEqual(loaded.value);
    expect(again.hash).toBe(loaded.hash);
  });

  it('that nothing uses change nothing', () => {
    const plain = '  - Dense: {units: 4}\n  - Dense: {units: 3, activation: softmax}';
    const without = parse(around(RESIDUAL, plain).replace(/blocks:\n[\s\S]*(?=architecture:)/, ''));
    expect(parse(around(RESIDUAL, plain)).hash).toBe(without.hash);
    expect(parse(without.text, 'blocks={}').hash).toBe(without.hash);
  });

  it('take several inputs, of which later copies keep all but the first', () => {
    const text = around(
      '  cross:\n    layers:\n      - Dense: {units: 4}\n      - Add: {inputs: [input, input_1, dense]}',
      '  - Dense: {units: 4, name: memory}\n  - Dense: {units: 4, name: start, inputs: [input]}\n  - cross: {repeat: 2, inputs: [start, memory]}',
    );
    expect(layersOf(parse(text)).slice(2)).toEqual([
      'cross.1.dense Dense 4 <- start',
      'cross.1.add Add <- start,memory,cross.1.dense',
      'cross.2.dense Dense 4 <- cross.1.add',
      'cross.2.add Add <- cross.1.add,memory,cross.2.dense',
    ]);
    expect(problems(text.replace(', memory]', ']'))).toMatch(
      /x\.yaml:7:31: .*found `input_1`, but architecture\[2\] gives the block 1 input\n[\s\S]*inputs: \[a, b\]/,
    );
  });

  it('see names around them, their own first', () => {
    const text = around(
      '  b:\n    layers:\n      - Dense: {units: 4, name: own}\n      - Add: {inputs: [own, outer]}',
      '  - Dense: {units: 4, name: own}\n  - Dense: {units: 4, name: outer}\n  - b',
    );
    expect(layersOf(parse(text)).at(-1)).toBe('b.add Add <- b.own,outer');
  });
});

describe('overrides', () => {
  const units = (...overrides: string[]) =>
    layersOf(parse(NETWORK, ...overrides))
      .filter((layer) => / Dense /.test(layer))
      .map((layer) => layer.replace(/ Dense (\d+) .*/, '=$1'));

  it.each([
    ['architecture[1].residual.units=7', 'residual.a=7'],
    ['architecture.residual.units=7', 'residual.a=7'],
    ['architecture.deep.units=7', 'deep.residual.2.a=7'],
    ['blocks.stage.parameters.units=7', 'deep.residual.1.a=7'],
    ['blocks.residual.layers.b.units=7', 'residual_1.b=7'],
    ['blocks.residual.layers[0].Dense.units=7', 'deep.residual.1.a=7'],
    ['architecture.deep.residual.2.a.units=7', 'deep.residual.2.a=7'],
    ['architecture.residual_1.b.units=7', 'residual_1.b=7'],
    ['architecture.dense.units=7', 'dense=7'],
    ['architecture[2].stage.depth=5', 'deep.residual.5.a=16'],
    ['architecture[2]={stage: {name: deep, units: 7, depth: 1}}', 'deep.residual.1.a=7'],
  ])('%s', (override, layer) => {
    expect(units()).not.toContain(layer);
    expect(units(override)).toContain(layer);
  });

  it('of one copy leave the others', () => {
    expect(units('architecture.deep.residual.2.a.units=7')).toContain('deep.residual.1.a=16');
  });

  it('are taken in their order, those of layers of blocks last', () => {
    expect(units('architecture.deep.residual.1.a.units=7', 'architecture.deep.units=9')).toEqual(
      expect.arrayContaining(['deep.residual.1.a=7', 'deep.residual.2.a=9']),
    );
  });

  it.each([
    ['blocks.stage.parameters.unit=7', /has no key `unit`\n.*did you mean `units`/],
    ['architecture.deep.unit=7', /`architecture\[2\]\.stage` has no key `unit`/],
    ['architecture.deep.residual.3.a.units=7', /`architecture\[2\]\.stage` has no key `residual`/],
    [
      'architecture.residual.units=x',
      /^override 'architecture\.residual\.units=x': .*found the text `x`, expected an integer >= 1 \(in residual\.a of architecture\[1\], where units is the text `x`\)/,
    ],
    [
      'architecture.deep.residual.2.a.units=x',
      /^override 'architecture\.deep\.residual\.2\.a\.units=x': architecture\[11\]\.Dense\.units: found the text/,
    ],
    [
      'architecture.deep.depth=0',
      /^override .*architecture\[2\]\.stage\.depth: found 0, expected an integer >= 1/,
    ],
  ])('%s is refused', (override, message) => {
    expect(problems(NETWORK, override)).toMatch(message);
  });
});

describe('mistakes', () => {
  const USE = '  - residual: {units: 4}\n  - Dense: {units: 3, activation: softmax}';
  const mistake = (from: string | RegExp, to: string, use = USE) =>
    problems(around(RESIDUAL, use).replace(from, to));

  it('in a block are shown at its line, once, with the use', () => {
    const text = around(RESIDUAL, '  - residual: {units: 4, repeat: 3}\n  - residual: {units: 5}');
    const message = problems(text.replace('rate: $rate', 'rat: $rate'));
    expect(message.match(/found the unknown key/g)).toHaveLength(1);
    expect(message).toMatch(
      /x\.yaml:9:19: blocks\.residual\.layers\[1\]\.Dropout\.rat: found the unknown key `rat` \(in residual\.1\.dropout of architecture\[0\]/,
    );
  });

  it.each<[string | RegExp, string, RegExp, string?]>([
    [
      '$units, act',
      '$unit, act',
      /:8:24: blocks\.residual\.layers\[0\]\.Dense\.units: the block has no parameter `unit`\n[\s\S]*did you mean `units`/,
    ],
    [
      'residual: {units: 4}',
      'residual',
      /:19:5: .*the parameter `units` of the block is missing\n[\s\S]*write \{residual: \{units: \.\.\.\}\}/,
    ],
    [
      'residual: {units: 4}',
      'residual: {units: 4, rat: 1}',
      /:19:26: architecture\[0\]\.residual\.rat: the block `residual` has no parameter `rat`\n[\s\S]*`rate`/,
    ],
    [
      'residual: {units: 4}',
      'residual: 4',
      /:19:15: .*found 4, expected a map of parameters of the block `residual`/,
    ],
    [
      'residual: {units: 4}',
      'residul: {units: 4}',
      /:19:5: .*there is no layer or block named `residul`\n[\s\S]*did you mean `residual`/,
    ],
    [
      'residual: {units: 4}',
      'residual: {units: 4, repeat: 1.5}',
      /found 1\.5, expected an integer >= 1 and <= 1000/,
    ],
    ['residual: {units: 4}', 'residual: {units: 4, name: input}', /the name `input` is the model’s input/],
    [
      'residual: {units: 4}',
      'residual: {units: 4, name: a b}',
      /found the text `a b`, expected a name of letters/,
    ],
    [
      'residual: {units: 4}',
      'residual: {units: 4, inputs: x}',
      /found the text `x`, expected a list of 1 or more names of layers/,
    ],
    ['- ReLU', '- Relu', /:12:9: .*there is no layer or block named `Relu`\n[\s\S]*`ReLU`/],
    ['- ReLU', '- {Dense: {units: 3}, ReLU: {}}', /found a map of 2 keys \(Dense, ReLU\), expected one key/],
    [
      '- ReLU',
      '- stage',
      /:12:9: .*the block `stage` uses itself: stage uses residual uses stage|the block `residual` uses itself/,
    ],
    ['name: b}', 'name: a}', /:10:9: .*the name `residual\.a` is taken \(line 8\)/],
    [
      '  stage:',
      '  Stage:',
      /:13:3: blocks\.Stage: found the unknown key `Stage`\n[\s\S]*begins with a small letter/,
    ],
    [
      'parameters: {units: null',
      'parameters: {name: 3, units: null',
      /:6:18: blocks\.residual\.parameters\.name: the name `name` of a parameter is taken/,
    ],
    [
      'parameters: {units: null',
      'parameters: {u-v: 3, units: null',
      /found the unknown key `u-v`\n[\s\S]*a parameter is a word/,
    ],
    ['  residual:\n', '  residual:\n    layer: 3\n', /found the unknown key `layer`/],
    [/layers:\n {6}- residual[\s\S]*?\$norm/, 'layers: []', /expected a list of 1 or more/],
    ['architecture', 'architectur', /the key `architecture` is missing|unknown key `architectur`/],
    ['blocks:', 'block:', /unknown key `block`\n[\s\S]*did you mean `blocks`/],
  ])('%s -> %s', (from, to, message, use) => {
    expect(mistake(from, to, use)).toMatch(message);
  });

  it('names that two blocks are given', () => {
    const use = '  - residual: {units: 4, name: x}\n  - residual: {units: 4, name: x}';
    expect(mistake('', '', use)).toMatch(/:20:5: architecture\[1\]: the name `x` is taken \(line 19\)/);
  });

  it('a flood of layers is refused at once', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `  b${i + 1}:\n    layers: [${Array(9).fill(`b${i}`).join(', ')}]`,
    );
    const text = around(['  b0:\n    layers: [ReLU]', ...levels].join('\n'), '  - b12');
    const begun = performance.now();
    expect(problems(text)).toMatch(
      /^x\.yaml:30:1: architecture: blocks make more than 20000 values of the architecture\n/,
    );
    expect(problems(text)).not.toContain('b12`');
    expect(performance.now() - begun).toBeLessThan(15_000);
    const wide = around(
      '  b:\n    layers: [{b2: {repeat: 1000}}]\n  b2:\n    layers: [{b3: {repeat: 1000}}]\n  b3:\n    layers: [ReLU]',
      '  - b',
    );
    expect(problems(wide)).toContain('20000 values');
    const deep = Array.from({ length: 200 }, (_, i) => `  d${i}:\n    layers: [d${i + 1}]`).join('\n');
    expect(problems(around(`${deep}\n  d200:\n    layers: [ReLU]`, '  - d0'))).toContain('nested too deeply');
  });
});

describe('the schema for editors', () => {
  const accepts = new Ajv({
    strictTypes: false,
    strictRequired: false,
    keywords: ['patternErrorMessage'],
  }).compile(forEditors(experimentSchema(tables)));
  const read = (text: string) => parseYaml(text) as unknown;

  it('takes blocks where layers stand, and what dlx takes besides', () => {
    expect(accepts(read(NETWORK)), JSON.stringify(accepts.errors)).toBe(true);
    expect(accepts(read(NETWORK.replace(/blocks:\n[\s\S]*(?=architecture:)/, '')))).toBe(true);
    expect(accepts(parse(NETWORK).value)).toBe(true);
  });

  it.each([
    ['  - Dense: {units: 4}\n', '  - Dence: {units: 4}\n'],
    ['  - Dense: {units: 4}\n', '  - Dense: {unit: 4}\n'],
    ['  - Dense: {units: 4}\n', '  - Flaten\n'],
    ['    layers:', '    layer:'],
    ['  stage:', '  Stage:'],
    ['name: deep', 'name: [deep]'],
    ['inputs: [residual]', 'inputs: residual'],
  ])('still finds %j -> %j', (from, to) => {
    expect(NETWORK).toContain(from);
    expect(accepts(read(NETWORK.replace(from, to)))).toBe(false);
  });
});

/** A random block: layers of some units, or uses of blocks before it. */
interface Piece {
  readonly block?: number;
  readonly units: number;
  readonly repeat?: number;
  /** Adds what the block was given. */
  readonly skip?: boolean;
}
const piece = fc.record(
  {
    block: fc.nat(2),
    units: fc.integer({ min: 1, max: 9 }),
    repeat: fc.integer({ min: 1, max: 3 }),
    skip: fc.boolean(),
  },
  { requiredKeys: ['units'] },
);
const pieces = fc.array(piece, { minLength: 1, maxLength: 3 });

it('random blocks come to what they come to by hand', () => {
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 3 }), pieces, (bodies, top) => {
      const usable = (at: number, { block }: Piece) => block !== undefined && block < at;
      const line = (at: number, one: Piece, i: number): string => {
        if (!usable(at, one)) {
          const layer = `{Dense: {units: ${at < bodies.length && i === 0 ? '$u' : one.units}, name: l${i}}}`;
          return one.skip && at < bodies.length
            ? `${layer}, {Add: {inputs: [l${i}, input], name: s${i}}}`
            : layer;
        }
        const repeat = one.repeat === undefined ? '' : `, repeat: ${one.repeat}`;
        return `{b${one.block}: {name: g${i}, u: ${one.units}${repeat}}}`;
      };
      const lines = (at: number, body: readonly Piece[]) =>
        `[${body.map((one, i) => line(at, one, i)).join(', ')}]`;
      const blocks = bodies.map((body, at) => `  b${at}: {parameters: {u: 1}, layers: ${lines(at, body)}}`);
      const text = around(blocks.join('\n'), '').replace(
        'architecture:\n',
        `architecture: ${lines(bodies.length, top)}`,
      );

      const expected: string[] = [];
      let above = 'input';
      const put = (name: string, type: string, inputs: string) => {
        expected.push(`${name} ${type} <- ${inputs}`);
        above = name;
      };
      const walk = (at: number, body: readonly Piece[], prefix: string, units: number | undefined): void => {
        const given = above;
        for (const [i, one] of body.entries()) {
          if (usable(at, one)) {
            for (let copy = 1; copy <= (one.repeat ?? 1); copy++) {
              const index = one.repeat === undefined ? '' : `${copy}.`;
              walk(one.block!, bodies[one.block!]!, `${prefix}g${i}.${index}`, one.units);
            }
            continue;
          }
          put(`${prefix}l${i}`, `Dense ${i === 0 && units !== undefined ? units : one.units}`, above);
          if (one.skip && units !== undefined) put(`${prefix}s${i}`, 'Add', `${above},${given}`);
        }
      };
      walk(bodies.length, top, '', undefined);
      expect(layersOf(parse(text))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
