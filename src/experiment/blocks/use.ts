import { LAYER_NAME, LAYER_NAME_WORDS } from '../choices.js';
import { found, quote } from '../describe.js';
import { asMap, type JsonSchema } from '../jsonschema.js';
import { nameHint } from '../nearest.js';
import type { Finding, Path } from '../path.js';
import type { Block } from './read.js';
import type { Argument, Replaced } from './substitute.js';

const layerName: JsonSchema = {
  type: 'string',
  pattern: LAYER_NAME,
  patternErrorMessage: LAYER_NAME_WORDS,
};

const MOST_REPEATS = 1000;

/** What every use of a block can be given beside its parameters. */
export const optionsOfUse: { readonly [option: string]: JsonSchema } = {
  name: { ...layerName, description: 'Begins the names of its layers. Default: that of the block.' },
  inputs: {
    type: 'array',
    items: layerName,
    minItems: 1,
    description: 'What its `input`, `input_1`, ... are. Default: the layer before.',
  },
  repeat: {
    type: 'integer',
    minimum: 1,
    maximum: MOST_REPEATS,
    description: 'How many times it stands there, one behind the other.',
  },
};

/** A block where it is used. */
export interface Use {
  readonly block: Block;
  readonly name?: string;
  readonly inputs?: readonly string[];
  readonly repeat?: number;
  readonly args: ReadonlyMap<string, Argument>;
}

/** A use as it stands in a list of layers: `residual`, or `residual: {filters: 3}`. */
export interface Written {
  readonly block: Block;
  /** What stands under the name. */
  readonly options: unknown;
  /** Of the item, in the file. */
  readonly path: Path;
  /** Arguments of the block around it that stand in the item. */
  readonly replaced: readonly Replaced[];
}

/** Reads a use. What is wrong with it is told; undefined where its layers cannot be made for it. */
export function readUse(
  { block, options, path, replaced }: Written,
  tell: (finding: Finding) => void,
): Use | undefined {
  const here = [...path, block.name];
  const map = options === undefined || options === null ? {} : asMap(options);
  if (!map) {
    const message = `found ${found(options)}, expected a map of parameters of the block ${quote(block.name)}`;
    tell({ path: here, message });
    return undefined;
  }
  // Where an option is an argument of the block around it, that is where its value is written.
  const argumentPath = (option: string) =>
    replaced.find(({ at }) => at.length === 2 && at[1] === option)?.argument.path;
  const args = new Map(defaults(block));
  for (const [name, value] of Object.entries(map)) {
    if (Object.hasOwn(optionsOfUse, name)) continue;
    const path = argumentPath(name) ?? [...here, name];
    if (Object.hasOwn(block.parameters, name)) args.set(name, { value, path });
    else tell(unknownParameter(block, map, name, here));
  }
  const missing = [...args].filter(([, { value }]) => value === null);
  for (const [name] of missing) {
    const hint = `write {${block.name}: {${name}: ...}}, or give it a default in blocks.${block.name}.parameters`;
    tell({ path: here, at: 'key', message: `the parameter ${quote(name)} of the block is missing`, hint });
  }
  if (missing.length > 0) return undefined;
  const { name, inputs, repeat } = map;
  const isOption = (option: string, value: unknown): boolean => {
    if (value === undefined) return false;
    const message = wrongOption(block, option, value);
    if (message === undefined) return true;
    tell({ path: argumentPath(option) ?? [...here, option], message });
    return false;
  };
  return {
    block,
    args,
    ...(isOption('name', name) && { name: name as string }),
    ...(isOption('inputs', inputs) && { inputs: inputs as string[] }),
    ...(isOption('repeat', repeat) && { repeat: repeat as number }),
  };
}

function defaults({ name, parameters }: Block): ReadonlyMap<string, Argument> {
  const path = ['blocks', name, 'parameters'];
  return new Map(Object.entries(parameters).map(([key, value]) => [key, { value, path: [...path, key] }]));
}

function unknownParameter(block: Block, given: object, name: string, here: Path): Finding {
  const names = [...Object.keys(block.parameters), ...Object.keys(optionsOfUse)];
  const free = names.filter((one) => !Object.hasOwn(given, one));
  const message = `the block ${quote(block.name)} has no parameter ${quote(name)}`;
  return { path: [...here, name], at: 'key', message, hint: nameHint(name, free, 'parameters') };
}

const isName = (value: unknown) =>
  typeof value === 'string' && value.length <= 100 && new RegExp(LAYER_NAME, 'u').test(value);

const TESTS: { readonly [option: string]: readonly [(value: unknown) => boolean, string] } = {
  name: [(value) => isName(value) && value !== 'input', LAYER_NAME_WORDS],
  inputs: [
    (value) => Array.isArray(value) && value.length > 0 && value.every(isName),
    'a list of 1 or more names of layers',
  ],
  repeat: [
    (value) => Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= MOST_REPEATS,
    `an integer >= 1 and <= ${MOST_REPEATS}`,
  ],
};

function wrongOption(block: Block, option: string, value: unknown): string | undefined {
  const [test, words] = TESTS[option]!;
  if (test(value)) return undefined;
  if (option === 'name' && value === 'input') return 'the name `input` is the model’s input';
  return `found ${found(value)}, expected ${words}: \`${option}\` of the block ${quote(block.name)}`;
}
