import { mapValues } from './bounds.js';
import type { JsonSchema } from './jsonschema.js';
import type { Part, Table } from './part.js';

/** Every table of parts, as `src/tables.ts` has them. */
export type Tables = { readonly [T in Table]: readonly Part[] };

/** Layer names: what files, keys of .npz archives and override paths can hold without quoting. */
export const LAYER_NAME = '^[A-Za-z0-9_.\\-]+$';

export const LAYER_NAME_WORDS = 'a name of letters, digits, `_`, `-` and `.`';

const WORDS: { readonly [T in Table]: string } = {
  activation: 'An activation function.',
  augmentation: 'A random change of the inputs while training.',
  callback: 'Watches training at the end of every epoch.',
  constraint: 'What a weight is held to after every update.',
  dataset: 'Where the data comes from.',
  engine: 'What computes: the runtime and its options.',
  initializer: 'How a weight is filled before training.',
  layer: 'A layer of the model.',
  loss: 'What training minimizes.',
  metric: 'What is measured beside the loss.',
  optimizer: 'How the weights follow the gradient.',
  preprocess: 'A transform of the inputs, compiled into the model.',
  regularizer: 'A penalty on a weight, added to the loss.',
  schedule: 'A learning rate that depends on the step.',
};

/** One definition per table: `$defs/<table>`. */
export function choiceDefinitions(tables: Tables): { [table: string]: JsonSchema } {
  const names = (Object.keys(tables) as Table[]).sort();
  return Object.fromEntries(names.map((table) => [table, choiceSchema(table, tables[table])]));
}

/**
 * A choice: the bare name of a part that needs no options, or a map of one key, the name, with a closed map
 * of options. A table without rows accepts nothing.
 */
export function choiceSchema(table: Table, parts: readonly Part[]): JsonSchema {
  const title = table;
  if (parts.length === 0) return { title, description: WORDS[table], not: {} };
  const bare = parts
    .filter((part) => !part.options.required?.length)
    .map((part) => ({ const: part.name, title: part.name, description: part.summary }));
  const properties = Object.fromEntries(parts.map((part) => [part.name, optionsSchema(table, part)]));
  return {
    title,
    description: `${WORDS[table]} A bare name, or a map of one key with options.`,
    anyOf: [
      ...bare,
      {
        type: 'object',
        title: `${table} with options`,
        description: 'A map of one key: the name, with its options.',
        properties,
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
    ],
  };
}

function optionsSchema(table: Table, part: Part): JsonSchema {
  const { properties, required } = part.options;
  return {
    type: 'object',
    title: part.name,
    description: part.summary,
    properties:
      table === 'layer' ? { ...properties, ...layerOptions(part) } : mapValues(properties, (p) => p),
    ...(required?.length ? { required } : {}),
    additionalProperties: false,
  };
}

/** What every layer can be given beside its own options. */
function layerOptions(part: Part): { [option: string]: JsonSchema } {
  const many = 'inputs' in part && part.inputs === 'many';
  return {
    name: {
      type: 'string',
      pattern: LAYER_NAME,
      patternErrorMessage: LAYER_NAME_WORDS,
      maxLength: 100,
      description: 'Name of the layer, unique in the model. Default: as Keras names it (dense, dense_1).',
    },
    inputs: {
      type: 'array',
      items: { type: 'string', pattern: LAYER_NAME, patternErrorMessage: LAYER_NAME_WORDS },
      minItems: 1,
      ...(many ? {} : { maxItems: 1 }),
      description:
        'Names of the layers it takes its inputs from; `input` is the model’s input. Default: the layer before.',
    },
    trainable: { type: 'boolean', default: true, description: 'False freezes its weights.' },
  };
}
