import * as fc from 'fast-check';
import type { JsonSchema } from '../../src/experiment/jsonschema.js';
import { alternatives } from '../../src/experiment/navigate.js';

/** Texts that the patterns of the experiment's schema are met by. */
const SAMPLES = [
  'h1',
  'block.1',
  'a-b_c',
  'test.accuracy',
  'train.loss',
  'validation.mean_squared_error',
  'weights.npz',
];

/** Choices within choices may go on for ever, as a layer around a layer: so deep they have options. */
const DEEPEST = 3;

/** Any value that a schema accepts. `depth`: choices with options that are around it. */
export function valid(root: JsonSchema, schema: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  const possible = alternatives(root, schema).filter((one) => !one.not);
  const plain = possible.filter((one) => one.maxProperties !== 1);
  const few = depth >= DEEPEST && plain.length > 0 ? plain : possible;
  return fc.oneof(...few.map((one) => validOne(root, one, depth)));
}

function validOne(root: JsonSchema, schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum, max: schema.maximum });
  if (schema.type === 'number') return number(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return text(schema);
  if (schema.type === 'array') {
    const { items = {}, minItems = 0, maxItems = minItems + 3 } = schema;
    if (empty(root, items)) return fc.constant([]);
    const size = { minLength: minItems, maxLength: maxItems };
    if (schema.uniqueItems)
      return fc.uniqueArray(valid(root, items, depth), { ...size, selector: (x) => JSON.stringify(x) });
    return fc.array(valid(root, items, depth), size);
  }
  if (schema.type === 'object') return map(root, schema, depth);
  return fc.constant(null);
}

function number(schema: JsonSchema): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  return fc
    .double({
      min: minimum ?? exclusiveMinimum,
      max: maximum ?? exclusiveMaximum,
      minExcluded: minimum === undefined,
      maxExcluded: maximum === undefined,
      noNaN: true,
      noDefaultInfinity: true,
    })
    .map((x) => x + 0);
}

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const { pattern, minLength = 0 } = schema;
  if (!pattern) return fc.string({ minLength, maxLength: 20 });
  const fitting = SAMPLES.filter((sample) => new RegExp(pattern, 'u').test(sample));
  return fc.tuple(fc.constantFrom(...fitting), fc.nat(10_000)).map(([stem, n]) => `${stem}${n}`);
}

function map(root: JsonSchema, schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const possible = Object.entries(schema.properties ?? {}).filter(([, property]) => !empty(root, property));
  if (schema.maxProperties === 1)
    return fc.oneof(
      ...possible.map(([key, property]) =>
        valid(root, property, depth + 1).map((value) => ({ [key]: value })),
      ),
    );
  if (schema.patternProperties) {
    const [pattern, property] = Object.entries(schema.patternProperties)[0]!;
    return fc.dictionary(text({ pattern }), valid(root, property, depth), {
      minKeys: schema.minProperties ?? 0,
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  const values = Object.fromEntries(possible.map(([key, property]) => [key, valid(root, property, depth)]));
  const record = fc.record(values, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true });
  return schema.minProperties ? record.filter((value) => Object.keys(value).length > 0) : record;
}

/** A choice from a table without rows. */
function empty(root: JsonSchema, schema: JsonSchema): boolean {
  return alternatives(root, schema).every((one) => one.not !== undefined);
}
