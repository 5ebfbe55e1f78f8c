import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/experiment/explain.js';
import { parse, problemsOf, said, VALID } from './small.js';

describe('an override', () => {
  it.each([
    ['training.epochs=3', 'training.epochs', 3],
    ['training={epochs: 2, batch_size: full}', 'training.batch_size', 'full'],
    ['optimizer.adam.learning_rate=0.01', 'optimizer', { adam: { learning_rate: 0.01 } }],
    ['optimizer=sgd', 'optimizer', { sgd: { learning_rate: 0.01, nesterov: false } }],
    ['optimizer.adam={learning_rate: 1}', 'optimizer', { adam: { learning_rate: 1 } }],
    ['engine.onnx.threads=2', 'engine', { onnx: { threads: 2 } }],
    ['architecture[1].Dense.units=64', 'architecture.1.Dense.units', 64],
    ['architecture.h1.units=64', 'architecture.1.Dense.units', 64],
    ['architecture.dense.units=64', 'architecture.2.Dense.units', 64],
    ['architecture.flatten.trainable=false', 'architecture.0.Flatten.trainable', false],
    ['architecture.flatten.name=block.1', 'architecture.0.Flatten.name', 'block.1'],
    ['architecture.h1=Flatten', 'architecture.1', { Flatten: { name: 'flatten_1', trainable: true } }],
    [
      'architecture.h1.activation.softmax.axis=1',
      null,
      /`architecture\[1\].Dense.activation` is `relu`, not `softmax`/,
    ],
    [
      'architecture.dense.kernel_initializer.normal.stddev=1',
      'architecture.2.Dense.kernel_initializer',
      { normal: { stddev: 1 } },
    ],
    ['data.limit={train: 1000}', 'data.limit', { train: 1000 }],
    ['data.limit.train=1000', 'data.limit', { train: 1000 }],
    ['expect.test.accuracy.min=0.9', 'expect', { 'test.accuracy': { min: 0.9 } }],
    ['expect.test.accuracy={max: 1}', 'expect', { 'test.accuracy': { max: 1 } }],
    ['metrics=[accuracy, top_k]', 'metrics', ['accuracy', { top_k: { k: 5 } }]],
    ['description=a=b', 'description', 'a=b'],
  ] as readonly [string, string | null, unknown][])('%s', (text, path, expected) => {
    if (path === null) expect(said(VALID, [text])[0]).toMatch(expected as RegExp);
    else expect(valueAt(parse(VALID, [text]).value, path.split('.'))).toEqual(expected);
  });

  it.each([
    ['training.epoch=1', '`training` has no key `epoch` | did you mean `epochs`?'],
    ['training.epochs=x', 'training.epochs: found the text `x`, expected an integer >= 1'],
    ['training.epochs', 'found no `=`, expected path=value'],
    ['=1', 'found no path, expected path=value'],
    ['training.epochs=', 'found no value after `=`'],
    ['training..epochs=1', '`training..epochs` is not a path'],
    ['architecture[9].Dense.units=3', '`architecture` has no [9]: its last is architecture[2]'],
    ['metrics[0]=accuracy', '`metrics` has no [0]: it is empty'],
    ['architecture[1].Dens.units=3', '`architecture[1]` has no `Dens` | did you mean `Dense`?'],
    ['architecture[1].units=3', '`architecture[1]` has no `units` | write architecture[1].Dense.units'],
    ['architecture.h2.units=3', '`architecture` has no `h2` | did you mean `h1`?'],
    ['architecture.h1.unit=3', '`architecture[1].Dense` has no key `unit` | did you mean `units`?'],
    ['architecture.h1.units=0', 'architecture[1].Dense.units: found 0, expected an integer >= 1'],
    ['optimizer.sgd.learning_rate=1', '`optimizer` is `adam`, not `sgd` | to change it, write optimizer=sgd'],
    ['optimizer.learning_rate=1', '`optimizer` has no `learning_rate` | write optimizer.adam.learning_rate'],
    ['name.x=1', '`name` is the text `x` and has no keys'],
    ['name[0]=1', '`name` is the text `x`, not a list'],
    ['data.limit={train: x}', 'data.limit.train: found the text `x`, expected an integer >= 1'],
    ['seed=.nan', 'seed: found .nan, expected a finite number'],
    ['seed=9007199254740993', 'which would lose digits'],
    ['tags=[1', 'tags: not valid YAML'],
    ['tags={__proto__: 1}', 'the name `__proto__` cannot be a key'],
    ['__proto__.polluted=1', 'an experiment has no key `__proto__`'],
    ['constructor.prototype.polluted=1', 'an experiment has no key `constructor`'],
    ['expect.accuracy.min=1', '`expect` has no key `accuracy` | write <split>.<metric>'],
  ])('%s is refused where it stands', (text, message) => {
    const problems = said(VALID, [text]);
    expect(problems).toEqual([expect.stringContaining(`override '${text}': `)]);
    expect(problems[0]).toContain(message);
    expect(problemsOf(VALID, [text])[0]).not.toHaveProperty('line');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('is applied before validation: it mends the file', () => {
    const broken = VALID.replace('units: 3', 'units: .nan').replace('adam', 'adm');
    expect(said(broken)).toHaveLength(2);
    expect(said(broken, ['architecture[2].Dense.units=3', 'optimizer=adam'])).toEqual([]);
  });

  it('is applied in order: the last wins and is the one blamed', () => {
    expect(parse(VALID, ['seed=1', 'seed=2']).value.seed).toBe(2);
    expect(said(VALID, ['seed=1', 'seed=x'])).toEqual([expect.stringContaining("override 'seed=x'")]);
    expect(parse(VALID, ['optimizer=sgd', 'optimizer.sgd.learning_rate=1']).value.optimizer).toMatchObject({
      sgd: { learning_rate: 1 },
    });
  });

  it('locates problems found later: at the override, or at the line', () => {
    const loaded = parse(VALID, ['architecture.h1.units=5']);
    expect(loaded.problem(['architecture', 1, 'Dense', 'units'], 'm')).toEqual({
      file: "override 'architecture.h1.units=5'",
      key: 'architecture[1].Dense.units',
      message: 'm',
    });
    expect(loaded.problem(['architecture', 2, 'Dense', 'name'], 'm', 'h')).toEqual({
      file: 'x.yaml',
      line: 7,
      column: 5,
      source: '  - Dense: {units: 3}',
      key: 'architecture[2].Dense.name',
      message: 'm',
      hint: 'h',
    });
    expect(loaded.problem(['training', 'epochs'], 'm')).toMatchObject({ file: 'x.yaml', line: 1 });
  });

  it('never throws anything but a UserError', () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'architecture',
        'h1',
        'dense',
        'Dense',
        'units',
        'optimizer',
        'adam',
        'expect',
        'test',
        '__proto__',
        '[0]',
        '[3]',
      ),
      fc.string({ maxLength: 5 }),
    );
    const value = fc.oneof(
      fc.constantFrom('1', '{a: 1}', '[', '*a', '.nan', ''),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), value, (path, text) => {
        problemsOf(VALID, [`${path.join('.').replaceAll('.[', '[')}=${text}`]);
      }),
      { numRuns: 200 },
    );
  });
});
