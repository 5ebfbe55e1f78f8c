import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/datasets/prepare.js';
import type { Options } from '../../src/experiment/part.js';
import { keras, type Saved } from '../support/keras.js';
import { context, data, problemOf, scratch, source } from './support.js';

const files = scratch();
const CARS =
  'name,power,origin,mpg\nford,100,USA,10.5\nvw,,Europe,20.5\nfiat,60,Europe,\ntoyota,80,Japan,30.5\ngm,NA,USA,12\n';

const cars = (options: Options) =>
  source('csv', { path: files.put(CARS), target: 'mpg', features: ['power', 'origin'], ...options });
const refusal = async (options: Options) => (await problemOf(() => cars(options).read())).problems[0]!;

describe('categories', () => {
  const features = ['name', 'origin'];

  it('become a number for each value, in sorted order', async () => {
    const { train, features: names } = await cars({ features, one_hot: features, missing: 'drop' }).read();
    expect(names).toEqual([
      'name=ford',
      'name=gm',
      'name=toyota',
      'name=vw',
      'origin=Europe',
      'origin=Japan',
      'origin=USA',
    ]);
    expect(train.x.shape).toEqual([4, 7]);
    expect(Array.from(train.x.data.slice(0, 14))).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0]);
  });

  it('or one number, and stand where the feature does', async () => {
    const { train } = await cars({
      features: ['origin', 'power'],
      ordinal: ['origin'],
      missing: 'drop',
    }).read();
    expect(Array.from(train.x.data)).toEqual([1, 100, 0, 80]);
  });

  it('are counted where their shape is described', async () => {
    for (const options of [
      { one_hot: ['origin'], missing: 'mean' },
      { features, one_hot: features, missing: 'drop' },
    ]) {
      const [spec, { train }] = [await cars(options).describe(), await cars(options).read()];
      expect(spec.x.shape).toEqual(train.x.shape.slice(1));
    }
  });

  it('must be features, in one way', async () => {
    const twice = { one_hot: ['origin'], ordinal: ['origin'], missing: 'drop' };
    expect(await refusal(twice)).toMatchObject({ key: 'data.dataset.csv.ordinal[0]' });
    expect(await refusal({ one_hot: ['name'] })).toMatchObject({
      key: 'data.dataset.csv.one_hot[0]',
      message: '"name" is none of the features',
    });
    expect(await refusal({ one_hot: ['orgin'] })).toMatchObject({ hint: 'did you mean "origin"?' });
  });
});

describe('missing values', () => {
  it('are refused where nothing is said of them, with line and column', async () => {
    expect(await refusal({ features: ['power'] })).toMatchObject({
      line: 3,
      message: 'column "power" has nothing, expected a finite number',
    });
  });

  it('drop leaves out rows that lack any chosen column, and only those', async () => {
    const read = async (features: string[]) =>
      Array.from((await cars({ features, ordinal: ['origin'], missing: 'drop' }).read()).train.y.data);
    expect(await read(['power', 'origin'])).toEqual([10.5, 30.5]);
    expect(await read(['origin'])).toEqual([10.5, 20.5, 30.5, 12]);
  });

  it('mean takes that of the training split alone', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 4 === 0 ? '' : i},${i}.5`);
    const { part, options } = source('csv', {
      path: files.put(`a,t\n${rows.join('\n')}\n`),
      target: 't',
      missing: 'mean',
    });
    const { train, test } = await prepare(
      part,
      options,
      data({ split: { test: 0.5, stratify: false } }),
      context,
    );
    const known = Array.from(train.y.data, Math.floor).filter((i) => i % 4 !== 0);
    const mean = Math.fround(known.reduce((sum, value) => sum + value, 0) / known.length);
    expect(known.length).toBeGreaterThan(5);
    for (const part of [train, test!]) {
      part.y.data.forEach((target: number, row: number) => {
        const i = Math.floor(target);
        expect(part.x.data[row]).toBe(i % 4 === 0 ? mean : i);
      });
    }
  });

  it('mean needs a value, and leaves out rows without a target', async () => {
    const path = files.put('a,t\n,1\nNA,2\n3,\n');
    const { part, options } = source('csv', { path, target: 't', missing: 'mean' });
    const { problems } = await problemOf(() => prepare(part, options, data({}), context));
    expect(problems[0]!.message).toBe('mean: "a" has no value in the training split');
    const none = source('csv', { path: files.put('a,t\n1,\n'), target: 't', missing: 'drop' });
    expect((await problemOf(() => none.read())).problems[0]!.message).toContain('has no row without');
  });
});

describe('windows', () => {
  interface Case {
    readonly windows: { readonly rows: number; readonly [option: string]: number };
    readonly x: Saved;
    readonly y: Saved;
  }
  const DEFAULTS = { sequence_stride: 1, sampling_rate: 1, horizon: 1, steps: 1 };
  const table = (rows: number) =>
    files.put(`a,b\n${Array.from({ length: rows }, (_, i) => `${2 * i},${2 * i + 1}`).join('\n')}\n`);
  const windowed = (rows: number, windows: object) =>
    source('csv', {
      path: table(rows),
      target: 'a',
      target_type: 'values',
      windows: { ...DEFAULTS, ...windows },
    });

  it.each(keras<Case[]>('datasets', 'windows'))('$windows: as Keras', async ({ windows, x, y }) => {
    const { rows, ...options } = windows;
    const one = windowed(rows, options);
    const { train } = await one.read();
    expect(train.x.shape).toEqual(x.shape);
    expect(Array.from(train.x.data)).toEqual(x.data);
    expect(Array.from(train.y.data)).toEqual(y.data);
    expect((await one.describe()).x.shape).toEqual(x.shape.slice(1));
  });

  it('have several targets in succession', async () => {
    const { train } = await windowed(10, {
      sequence_length: 3,
      horizon: 2,
      steps: 2,
      sequence_stride: 4,
    }).read();
    expect(train.y).toEqual({ shape: [2, 2], dtype: 'float32', data: Float32Array.of(8, 10, 16, 18) });
  });

  it.each([
    { sequence_length: 4 },
    { sequence_length: 4, sequence_stride: 3 },
    { sequence_length: 2, sampling_rate: 3, horizon: 4, steps: 2 },
    { sequence_length: 5, horizon: 0 },
    { sequence_length: 2, sequence_stride: 9 },
  ])('%o: splits follow each other and share no row of the table', async (windows) => {
    const { part, options } = windowed(200, windows);
    const given = data({ split: { validation: 0.2, test: 0.2, stratify: false } });
    const { train, validation, test } = await prepare(part, options, given, context);
    const rowsIn = ({ x, y }: typeof train) => [...x.data, ...y.data].map((value) => Math.floor(value / 2));
    const [first, second, third] = [train, validation!, test!].map(rowsIn) as [number[], number[], number[]];
    expect(Math.max(...first)).toBeLessThan(Math.min(...second));
    expect(Math.max(...second)).toBeLessThan(Math.min(...third));
    // And no more is left out than that needs: a window that begins one stride earlier would overlap.
    const stride = { ...DEFAULTS, ...windows }.sequence_stride;
    const span = Math.max(...rowsIn({ x: train.x, y: train.y })) - Math.min(...first);
    expect(span).toBeGreaterThan(0);
    expect(Math.min(...second) - Math.max(...first)).toBeLessThanOrEqual(stride);
  });

  it('are refused where the table is shorter, rows are dropped, or classes would be mixed', async () => {
    const short = windowed(5, { sequence_length: 5 });
    expect((await problemOf(() => short.read())).problems[0]!.message).toBe(
      'has 5 rows, expected at least the 6 of one window and its targets',
    );
    const windows = { ...DEFAULTS, sequence_length: 2 };
    expect(await refusal({ windows, missing: 'drop' })).toMatchObject({ key: 'data.dataset.csv.missing' });
    const { part, options } = windowed(50, { sequence_length: 2 });
    const given = data({ split: { test: 0.2, stratify: true } });
    const error = await problemOf(() => prepare(part, options, given, context));
    expect(error.problems[0]).toMatchObject({ key: 'data.split.stratify' });
  });
});

describe('json', () => {
  const read = (content: unknown, options: Options = {}) =>
    source('json', {
      path: files.put(typeof content === 'string' ? content : JSON.stringify(content)),
      target: 't',
      ...options,
    }).read();

  it('is the table that a CSV file of the same values is', async () => {
    const objects = [
      { power: 100, origin: 'USA', mpg: 10.5 },
      { power: null, origin: 'Europe', mpg: 20.5, more: true },
      { origin: 'Europe', power: 60 },
      { mpg: 30.5, power: 80, origin: 'Japan' },
      { power: null, origin: 'USA', mpg: 12 },
    ];
    const options = { target: 'mpg', features: ['power', 'origin'], one_hot: ['origin'], missing: 'mean' };
    const [a, b] = [await read(objects, options), await cars(options).read()];
    const numbers = ({ train }: typeof a) => [Array.from(train.x.data), Array.from(train.y.data)];
    expect(numbers(a)).toEqual(numbers(b));
    expect(a.features).toEqual(b.features);
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['no JSON', '[{"t": 1},', 'is not valid JSON'],
    ['an object', {}, 'is an object, expected an array of objects'],
    ['no rows', [], 'is an empty array'],
    ['numbers', [{ t: 1, a: 1 }, 2], 'has a number at [1], expected an object'],
    ['a nested value', [{ t: 1, a: { b: 1 } }], 'object 1: column "a" has "(an object)"'],
    [
      'text',
      [
        { t: 1, a: 1 },
        { t: 1, a: 'dog' },
      ],
      'object 2: column "a" has "dog"',
    ],
    ['a key that is missing', [{ t: 1, a: 1 }, { t: 1 }], 'object 2: column "a" has nothing'],
    ['a number that is too large', '[{"t": 1, "a": 1e999}]', 'object 1: column "a" has "Infinity"'],
    ['keys of JavaScript', '[{"t": 1, "__proto__": "x"}]', 'column "__proto__" has "x"'],
  ])('refuses %s', async (_, content, message) => {
    expect((await problemOf(() => read(content))).problems[0]!.message).toContain(message);
  });

  it('says in which line of a file JSON ends', async () => {
    const error = await problemOf(() => read('[{"t": 1, "a": 1},\n{"t" 2}]'));
    expect(error.problems[0]).toMatchObject({ line: 2, hint: 'expected an array of objects' });
  });
});

describe('texts in a column', () => {
  const mails = (options: Options) =>
    source('csv', {
      path: files.put('label,text,n\nham,"hello, you",1\nspam,buy buy now,2\nham,,3\nspam,now or never,4\n'),
      target: 'label',
      features: ['text'],
      vectorize: {
        max_tokens: 6,
        standardize: 'lower_and_strip_punctuation',
        split: 'whitespace',
        output_mode: 'int',
        output_sequence_length: 3,
      },
      ...options,
    });

  it('become tokens, of any text there is', async () => {
    const { train, classes } = await mails({}).read();
    expect(classes).toEqual(['ham', 'spam']);
    // buy and now stand twice, the rest once: of those, the last in order come first.
    expect(train.x).toEqual({
      shape: [4, 3],
      dtype: 'int32',
      data: Int32Array.of(1, 4, 0, 3, 3, 2, 0, 0, 0, 2, 5, 1),
    });
    expect((await mails({}).describe()).x).toEqual({ shape: [3], dtype: 'int32' });
  });

  it('need one feature, and no other encoding', async () => {
    const refuse = async (options: Options) => {
      const [a, b] = [mails(options), mails(options)];
      const found = (await problemOf(() => a.read())).problems;
      expect((await problemOf(() => b.describe())).problems).toEqual(found);
      return found[0]!;
    };
    expect(await refuse({ features: ['text', 'n'] })).toMatchObject({ key: 'data.dataset.csv.vectorize' });
    expect(await refuse({ one_hot: ['text'] })).toMatchObject({ key: 'data.dataset.csv.one_hot' });
    expect(await refuse({ vectorize: { max_tokens: 5, output_mode: 'int' } })).toMatchObject({
      key: 'data.dataset.csv.vectorize',
    });
  });
});
