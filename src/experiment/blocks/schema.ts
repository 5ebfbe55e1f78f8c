import type { JsonSchema } from '../jsonschema.js';
import { asMap } from '../jsonschema.js';
import { choice } from '../part.js';
import { optionsOfUse } from './use.js';

/** Lower case begins a block, upper case a layer: so that a slip in either is told from the other. */
export const BLOCK_NAME = '^[a-z][A-Za-z0-9_-]{0,59}$';
/** What stands behind `$`. */
export const PARAMETER_NAME = '^[A-Za-z_][A-Za-z0-9_]{0,59}$';

const block = (layer: JsonSchema): JsonSchema => ({
  type: 'object',
  title: 'block',
  description: 'Layers under one name, with parameters: `$filters` stands for the parameter `filters`.',
  properties: {
    description: { type: 'string', description: 'What the block is about, for people.' },
    parameters: {
      type: 'object',
      patternProperties: { [PARAMETER_NAME]: {} },
      additionalProperties: false,
      patternErrorMessage: 'a parameter is a word: letters, digits and `_`, as in `filters: 64`',
      description: 'Names and defaults; one whose default is `null` has to be given where the block is used.',
    },
    layers: {
      type: 'array',
      items: layer,
      minItems: 1,
      description:
        'Layers and other blocks, in order. `input` is what the block is given; the last is its output.',
    },
  },
  required: ['layers'],
  additionalProperties: false,
});

/** The key `blocks`. What stands in its lists is validated where it is used, with the parameters put in. */
export const blocks: JsonSchema = blocksOf({});

function blocksOf(layer: JsonSchema): JsonSchema {
  return {
    type: 'object',
    patternProperties: { [BLOCK_NAME]: block(layer) },
    additionalProperties: false,
    patternErrorMessage:
      'the name of a block begins with a small letter: letters, digits, `_` and `-`, as in `residual`',
    description:
      'Pieces of an architecture by name, for `architecture` to use, repeat and give parameters to.',
  };
}

/**
 * The same schema as editors get it: `architecture` takes blocks too. Small letters tell them from layers, so that a slip
 * in the name of a layer still shows.
 */
export function forEditors(schema: JsonSchema): JsonSchema {
  const { architecture } = schema.properties!;
  const any: JsonSchema = {
    type: 'object',
    maxProperties: 1,
    description: 'A layer or block with parameters in it.',
  };
  const use: readonly JsonSchema[] = [
    { type: 'string', pattern: BLOCK_NAME, description: 'A block of `blocks`.' },
    {
      type: 'object',
      description: 'A block of `blocks`, with parameters.',
      patternProperties: {
        [BLOCK_NAME]: { type: 'object', description: 'Parameters of the block.', properties: optionsOfUse },
      },
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
    },
  ];
  return {
    ...schema,
    properties: {
      ...schema.properties,
      blocks: blocksOf({ anyOf: [choice('layer'), { type: 'string' }, any] }),
      architecture: { ...architecture, items: { anyOf: [choice('layer'), ...use] } },
    },
  };
}

/** The same schema for overrides of a file with blocks: where layers stand, its blocks do too, each with its parameters. */
export function withBlocks(schema: JsonSchema, value: unknown): JsonSchema {
  const written = asMap(asMap(value)?.blocks);
  if (!written || !schema.$defs?.layer?.anyOf) return schema;
  const parametersOf = (name: string) => {
    const given = asMap(asMap(written[name])?.parameters) ?? {};
    return Object.fromEntries(Object.keys(given).map((parameter) => [parameter, {}]));
  };
  const uses = Object.keys(written).map((name): [string, JsonSchema] => [
    name,
    { type: 'object', properties: { ...optionsOfUse, ...parametersOf(name) } },
  ]);
  const layer = {
    ...schema.$defs.layer,
    anyOf: schema.$defs.layer.anyOf.map((one) =>
      one.type === 'object'
        ? { ...one, properties: { ...one.properties, ...Object.fromEntries(uses) } }
        : one,
    ),
  };
  const own = Object.keys(written).map((name): [string, JsonSchema] => {
    const { properties, ...rest } = block(choice('layer'));
    const parameters = { type: 'object', properties: parametersOf(name) } as const;
    return [name, { ...rest, properties: { ...properties, parameters } }];
  });
  return {
    ...schema,
    properties: { ...schema.properties, blocks: { type: 'object', properties: Object.fromEntries(own) } },
    $defs: { ...schema.$defs, layer },
  };
}
