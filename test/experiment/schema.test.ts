import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaText, validatorCode } from '../../scripts/generate.js';
import { forEditors } from '../../src/experiment/blocks/schema.js';
import type { Tables } from '../../src/experiment/choices.js';
import type { JsonSchema } from '../../src/experiment/jsonschema.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { tables } from '../../src/tables.js';
import { valid } from './arbitrary.js';
import { grammarOf, parse, small, smallTables, VALID } from './small.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const none = Object.fromEntries(Object.keys(smallTables).map((table) => [table, []])) as unknown as Tables;

describe.each([
  ['small tables', smallTables],
  ['no rows at all', none],
  ['the project’s tables', tables],
] as const)('the schema of %s', (_name, rows) => {
  const schema = experimentSchema(rows);

  it('is valid draft-07, strictly', () => {
    const ajv = new Ajv({ strictTypes: false, strictRequired: false, keywords: ['patternErrorMessage'] });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('documents every key and closes every map', () => {
    const undocumented: string[] = [];
    const visit = (at: JsonSchema, path: string): void => {
      if (at.properties) expect(at.additionalProperties, path).toBe(false);
      for (const [key, property] of Object.entries(at.properties ?? {})) {
        if (!property.description && !property.$ref) undocumented.push(`${path}.${key}`);
        visit(property, `${path}.${key}`);
      }
      for (const alternative of at.anyOf ?? []) visit(alternative, path);
      if (at.items) visit(at.items, `${path}[]`);
    };
    visit(schema, '');
    for (const [table, definition] of Object.entries(schema.$defs!)) visit(definition, table);
    expect(undocumented).toEqual([]);
  });

  it('bounds every number', () => {
    const visit = (at: unknown): void => {
      if (typeof at !== 'object' || at === null) return;
      const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = at as JsonSchema;
      if (type === 'integer' || type === 'number') {
        expect(minimum ?? exclusiveMinimum).toBeDefined();
        expect(maximum ?? exclusiveMaximum).toBeDefined();
      }
      Object.values(at).forEach(visit);
    };
    visit(schema);
  });

  it('is the same, text for text, every time', () => {
    expect(schemaText(experimentSchema(rows))).toBe(schemaText(schema));
  });
});

it('schemas/experiment.schema.json is up to date (scripts/generate.ts writes it)', async () => {
  const committed = await readFile(new URL('../../schemas/experiment.schema.json', import.meta.url), 'utf8');
  expect(committed).toBe(schemaText(forEditors(experimentSchema(tables))));
});

it('the generated validator imports nothing and agrees with ajv', async () => {
  const code = await validatorCode(small.schema, root);
  expect(code).not.toMatch(/^\s*import\s/m);
  const generated = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  expect(generated.schema).toEqual(small.schema);
  for (const text of ['{}', '{"name": ".", "tags": [1]}', JSON.stringify(parse(VALID).value)]) {
    const value = JSON.parse(text);
    expect(generated.validate(value)).toBe(small.validate(value));
    expect(generated.validate.errors).toEqual(small.validate.errors);
  }
});

/** The schema as editors have it, with its plain `anyOf`. */
const plain = new Ajv({ strictTypes: false, keywords: ['patternErrorMessage'] }).compile(small.schema);

it('the validator accepts exactly what the schema for editors accepts', () => {
  const wrong = fc.oneof(
    fc.constantFrom(
      'adam',
      'Dense',
      'full',
      'test',
      'x',
      0,
      -1,
      0.5,
      null,
      true,
      {},
      [],
      { adam: {} },
      { Dense: {}, Flatten: {} },
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(
      valid(small.schema, small.schema),
      wrong,
      fc.nat(),
      fc.boolean(),
      (value, other, where, change) => {
        const mutated = change ? replaced(value, other, where) : value;
        const accepted = plain(mutated);
        expect(small.validate(mutated)).toBe(accepted);
        if (!change) expect(accepted).toBe(true);
      },
    ),
    { numRuns: 600 },
  );
});

/** A copy with the n-th value inside replaced. */
function replaced(value: unknown, other: unknown, n: number): unknown {
  let count = 0;
  const total = JSON.stringify(value, (_key, inner) => {
    count++;
    return inner;
  });
  const at = n % count;
  let seen = 0;
  return JSON.parse(
    JSON.stringify(JSON.parse(total), (_key, inner) => (seen++ === at ? other : inner)) ?? 'null',
  );
}

describe('choices', () => {
  it('offer a bare name only where no option is required, with the part’s summary', () => {
    const { anyOf } = small.schema.$defs!.layer!;
    const bare = anyOf!.filter((one) => 'const' in one);
    expect(bare.map((one) => one.const)).toEqual(['Add', 'Flatten', 'ReLU']);
    expect(bare[0]!.description).toBe('The Add.');
    expect(anyOf!.at(-1)!.properties!.Dense!.description).toBe('The Dense.');
  });

  it('of an empty table accept nothing, and say so', () => {
    const { validate } = grammarOf({ ...smallTables, loss: [] });
    expect(validate(parse(VALID).value)).toBe(false);
  });
});
