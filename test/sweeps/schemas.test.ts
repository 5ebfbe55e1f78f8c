import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaText } from '../../scripts/generate.js';
import type { JsonSchema } from '../../src/experiment/jsonschema.js';
import { schema as generated, validate } from '../../src/generated/validate-sweep.js';
import { distributions } from '../../src/sweeps/distributions/index.js';
import { sweepSchema } from '../../src/sweeps/file/schema.js';
import { pruners } from '../../src/sweeps/pruners/index.js';
import { sweepRecordSchema } from '../../src/sweeps/record/schema.js';
import { samplers } from '../../src/sweeps/samplers/index.js';
import { valid } from '../experiment/arbitrary.js';
import { SWEEP } from './file/small.js';
import { Pretended, sweepOf } from './pretend.js';

const committed = (name: string) =>
  readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8');

describe('schemas/sweep.schema.json', () => {
  const schema = sweepSchema();

  test('is what the tables make, and so is the validator', () => {
    expect(committed('sweep')).toBe(schemaText(schema));
    expect(generated).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('is valid draft-07, documents every key and closes every map', () => {
    const ajv = new Ajv({ strictTypes: false, strictRequired: false });
    expect(ajv.validateSchema(schema)).toBe(true);
    const bare: string[] = [];
    const visit = (at: JsonSchema, path: string): void => {
      if (at.properties) expect(at.additionalProperties, path).toBe(false);
      for (const [key, property] of Object.entries({ ...at.properties, ...at.patternProperties })) {
        if (!property.description && !property.anyOf) bare.push(`${path}.${key}`);
        visit(property, `${path}.${key}`);
      }
      for (const alternative of at.anyOf ?? []) visit(alternative, path);
      if (at.items) visit(at.items, `${path}[]`);
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });

  test('names every row of the tables, with what it does', () => {
    const { method, early_terminate: early, parameters } = schema.properties!;
    const distribution = parameters!.patternProperties!['.+']!.properties!.distribution!;
    const names = ({ anyOf = [] }: JsonSchema) => anyOf.map((one) => one.const);
    expect(names(method!)).toEqual(samplers.map(({ name }) => name));
    expect(names(distribution)).toEqual(distributions.map(({ name }) => name));
    expect(names(early!.properties!.type!).sort()).toEqual(pruners.map(({ name }) => name).sort());
  });

  test('lets editors accept exactly what dlx does', () => {
    const plain = new Ajv({ strictTypes: false }).compile(schema);
    expect(plain(parse(SWEEP))).toBe(true);
    const base = fc.oneof(fc.constant<unknown>(parse(SWEEP)), valid(schema, schema));
    const key = fc.constantFrom(
      'method',
      'metric',
      'parameters',
      'zip',
      'early_terminate',
      'run_cap',
      'sead',
    );
    const other = fc.oneof(
      fc.constantFrom<unknown>('grid', 0, 1.5, null, {}, [], [[]], { name: 'loss' }, [{ name: 'loss' }], {
        type: 'asha',
      }),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(base, fc.option(fc.tuple(key, other)), (value, change) => {
        const changed = change ? { ...(value as object), [change[0]]: change[1] } : value;
        const accepted = plain(changed);
        expect(validate(changed)).toBe(accepted);
      }),
      { numRuns: 400 },
    );
  });
});

describe('schemas/sweep-record.schema.json', () => {
  const isRecord = new Ajv2020({ strict: false }).compile(sweepRecordSchema);
  const sweep = `method: random
metric: [{name: val_loss}, {name: val_accuracy, goal: maximize}]
parameters:
  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1}
  training.batch_size: {values: [8, 16]}
early_terminate: {type: asha, min_iter: 1}
constraints: [training.batch_size < 20]
run_cap: 6
`;

  test('is the schema of the source written out', () => {
    expect(committed('sweep-record')).toBe(schemaText(sweepRecordSchema));
  });

  test('fits what a sweep leaves, with its trials or without', async () => {
    const { run } = sweepOf(sweep);
    let told = 0;
    const { record, trials } = await run(new Pretended(2, () => (++told > 8 ? Number.NaN : told)));
    expect(new Set(trials.map(({ status }) => status)).size).toBeGreaterThan(1);
    for (const one of [record, { ...record, trials }]) {
      expect(isRecord(JSON.parse(JSON.stringify(one))), JSON.stringify(isRecord.errors)).toBe(true);
    }
    expect(isRecord({ ...record, trials: [{ ...trials[0], status: 'done' }] })).toBe(false);
  });
});
