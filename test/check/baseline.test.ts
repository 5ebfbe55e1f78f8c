import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schemaText } from '../../scripts/generate.js';
import { type Baseline, baselineOf, baselineText } from '../../src/check/baseline.js';
import { baselineFile, parseBaseline, readBaseline, writeBaseline } from '../../src/check/baseline-file.js';
import { baselineSchema } from '../../src/check/baseline-schema.js';
import { EXIT, UserError } from '../../src/errors.js';
import { createRecord, type RunRecord } from '../../src/runs/index.js';
import { experimentOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';

const folder = temporaryFolder();

async function recordOf(seed: number, accuracy: number): Promise<RunRecord> {
  const experiment = experimentOf('a', { seed });
  const writer = await createRecord(folder, startOf('a', { experiment, dataHash: `${seed}`.repeat(64) }));
  return writer.finish({ status: 'completed', final: { train: { loss: 1 - accuracy }, test: { accuracy } } });
}

let records: RunRecord[];
let baseline: Baseline;
let text: string;
beforeAll(async () => {
  records = [await recordOf(7, 0.8), await recordOf(8, 0.9), await recordOf(9, 0.85)];
  baseline = baselineOf(records, new Date(0));
  text = baselineText(baseline);
});

describe('a baseline', () => {
  test('has mean, deviation and values of every metric, and what they depend on', () => {
    expect(baseline).toMatchObject({
      schema_version: 1,
      name: 'a',
      made: '1970-01-01T00:00:00.000Z',
      seeds: [7, 8, 9],
      data_hashes: ['7', '8', '9'].map((digit) => digit.repeat(64)),
      engine: 'onnx',
      threads: 2,
      versions: { dlx: '0.0.0', node: '20.0.0' },
    });
    expect(Object.keys(baseline.metrics)).toEqual(['train.loss', 'test.accuracy']);
    const { mean, deviation, ...rest } = baseline.metrics['test.accuracy']!;
    expect(rest).toEqual({ count: 3, values: [0.8, 0.9, 0.85] });
    expect([mean, deviation]).toEqual([expect.closeTo(0.85, 12), expect.closeTo(0.05, 12)]);
  });

  test('is the same for every order of keys, and says nothing of seed, name and expectations', () => {
    const [first] = records as [RunRecord];
    const { architecture, ...others } = first.experiment;
    const turned = { ...first, versions: { node: '20.0.0', dlx: '0.0.0' } };
    expect(baselineText(baselineOf([turned], new Date(0)))).toBe(
      baselineText(baselineOf([first], new Date(0))),
    );
    const experiment = {
      ...others,
      architecture,
      seed: 3,
      name: 'b',
      expect: { 'test.loss': { tolerance: 1 } },
    };
    const again = baselineOf([{ ...first, experiment }], new Date(0));
    expect(again.experiment_hash).toBe(baseline.experiment_hash);
    expect(again.experiment).toEqual(baseline.experiment);
    expect(baseline.experiment).not.toHaveProperty('seed');
  });

  test('comes back from its file as it was written', () => {
    const file = join(folder, 'a.baseline.json');
    expect(readBaseline(file)).toBeUndefined();
    writeBaseline(file, baseline);
    expect(readBaseline(file)).toEqual(baseline);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('of one seed has no deviation', () => {
    expect(baselineOf(records.slice(0, 1), new Date(0)).metrics['test.accuracy']!.deviation).toBeNull();
  });

  test('is not made of what is no number', async () => {
    const { metrics, ...rest } = records[0]!;
    const bad = { ...rest, metrics: { ...metrics, final: { test: { loss: null } } } };
    const make = () => baselineOf([bad], new Date(0));
    expect(make).toThrow(/test\.loss of seed 7 is no finite number/);
    expect(make).toThrow(expect.objectContaining({ exitCode: EXIT.training }));
  });

  test('stands beside its experiment', () => {
    expect(baselineFile('a/b.yaml')).toBe('a/b.baseline.json');
    expect(baselineFile('a.b.yml')).toBe('a.b.baseline.json');
    expect(baselineFile('a')).toBe('a.baseline.json');
  });
});

test('the committed schema is that of the code, and takes what is written', () => {
  const committed = readFileSync(new URL('../../schemas/baseline.schema.json', import.meta.url), 'utf8');
  expect(committed).toBe(schemaText(baselineSchema));
  const validate = new Ajv({ strictTypes: false }).compile(JSON.parse(committed));
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

describe('a damaged baseline is refused with exit 2, and where', () => {
  const errorOf = (damaged: string): UserError => {
    try {
      parseBaseline(damaged, 'a.baseline.json');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return error as UserError;
    }
    throw new Error('it was taken for whole');
  };

  test.each<[string, (text: string) => string, RegExp]>([
    ['cut off', (whole) => whole.slice(0, 700), /^a\.baseline\.json:\d+:\d+: .*not valid JSON/],
    ['in conflict', (whole) => `<<<<<<< HEAD\n${whole}`, /^a\.baseline\.json:\d+:\d+: /],
    ['empty', () => '', /^a\.baseline\.json/],
    ['of another kind', () => '[1]', /^a\.baseline\.json:1:1: found a list of 1/],
    [
      'with a text for a number',
      (whole) => whole.replace('"threads": 2', '"threads": "2"'),
      /:\d+:14: threads: found the text `2`, expected an integer/,
    ],
    [
      'with a key too many',
      (whole) => whole.replace('"threads"', '"thread": 1, "threads"'),
      /unknown key `thread`/,
    ],
    ['without a key', (whole) => whole.replace(/ {2}"engine".*\n/, ''), /the key `engine` is missing/],
    [
      'of a newer dlx',
      (whole) => whole.replace('"schema_version": 1', '"schema_version": 2'),
      /:2:21: schema_version: found version 2, expected 1: a newer dlx/,
    ],
    [
      'with an edited mean',
      (whole) => whole.replace(/"mean": 0\.8\d*/, '"mean": 0.1'),
      /metrics\.test\.accuracy\.mean: found 0\.1, but its values have 0\.8/,
    ],
    [
      'with a value taken out',
      (whole) => whole.replace(/ {8}0\.9,\n/, ''),
      /values: found 2, expected 3: as many as seeds/,
    ],
    [
      'with a metric of no split',
      (whole) => whole.replace('"test.accuracy"', '"accuracy"'),
      /unknown key `accuracy`/,
    ],
    [
      'with no number',
      (whole) => whole.replace(/"mean": 0\.8\d*/, '"mean": null'),
      /mean: found nothing, expected a number/,
    ],
  ])('%s', (_what, damage, message) => {
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    const error = errorOf(damaged);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(
      /\n {2}hint: take it back from git, or make it anew with `dlx check FILE --update`$/,
    );
    expect(error.exitCode).toBe(EXIT.usage);
  });

  test('by any change of its bytes that is not harmless, and never with another error', () => {
    const at = fc.nat({ max: 2000 });
    fc.assert(
      fc.property(at, fc.nat({ max: 40 }), fc.string({ maxLength: 10 }), (from, length, put) => {
        const damaged = text.slice(0, from) + put + text.slice(from + length);
        try {
          parseBaseline(damaged, 'a.baseline.json');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('a file that is too large, or a folder, is refused', () => {
  const file = join(folder, 'large.baseline.json');
  writeFileSync(file, ' '.repeat(2 ** 22 + 1));
  expect(() => readBaseline(file)).toThrow(/that is no baseline/);
  expect(() => readBaseline(folder)).toThrow(expect.objectContaining({ exitCode: EXIT.io }));
});
