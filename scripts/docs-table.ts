import { isAddedBound } from '../src/experiment/bounds.js';
import type { JsonSchema } from '../src/experiment/jsonschema.js';
import type { Table } from '../src/experiment/part.js';

/** The page of a table; undefined for one without rows. */
type PageOf = (table: Table) => string | undefined;
type Properties = JsonSchema['properties'];

/** A table in Markdown; `|` and line breaks in cells are made harmless. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Option, type with its range, default, meaning. */
export function optionRows(
  properties: Properties = {},
  required: readonly string[],
  pageOf: PageOf,
): string[][] {
  return Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeOf(schema, pageOf),
    defaultOf(schema, required.includes(name)),
    schema.description ?? '',
  ]);
}

/** The same for every key of an object, those of the objects in it included, under dotted paths. */
export function keyRows(schema: JsonSchema, pageOf: PageOf, path = ''): string[][] {
  const named = Object.entries(schema.properties ?? {});
  const patterned = Object.entries(schema.patternProperties ?? {}).map(
    ([pattern, value]) => [nameOf(pattern), value] as const,
  );
  return [...named, ...patterned].flatMap(([name, value]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const required = schema.required?.includes(name) ?? false;
    const row = [`\`${key}\``, typeOf(value, pageOf), defaultOf(value, required), value.description ?? ''];
    return [row, ...keyRows(inner(value), pageOf, value.type === 'array' ? `${key}[]` : key)];
  });
}

/** What a key of a pattern is: those of sweeps are paths of experiments. */
function nameOf(pattern: string): string {
  if (pattern === '.+') return '<path>';
  return /train/.test(pattern) ? '<split>.<metric>' : '<name>';
}

/** The map behind a list of maps, or a map that may be null. */
function inner(schema: JsonSchema): JsonSchema {
  const maps = [schema, schema.items, ...(schema.anyOf ?? [])];
  return maps.find((one) => one?.properties || one?.patternProperties) ?? schema;
}

/** Required keys have no default; those that may be absent say so with a dash. */
function defaultOf(schema: JsonSchema, required: boolean): string {
  if (schema.default !== undefined) return `\`${JSON.stringify(schema.default).replaceAll('"', '')}\``;
  return required ? '**required**' : '–';
}

function typeOf(schema: JsonSchema, pageOf: PageOf): string {
  const table = schema.$ref?.replace('#/$defs/', '') as Table | undefined;
  if (table) return pageOf(table) ? `[${table}](${pageOf(table)})` : `${table} (there is none yet)`;
  if ('const' in schema) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, pageOf)).join(' or ');
  if (Array.isArray(schema.type)) return (schema.type as string[]).join(' or ');
  if (schema.type === 'array') return listOf(schema, pageOf);
  if (schema.type === 'object') return 'map';
  if (schema.type === 'string') return 'text';
  return `${schema.type ?? 'any'}${rangeOf(schema)}`;
}

function listOf({ items, minItems = 0 }: JsonSchema, pageOf: PageOf): string {
  return `list of ${minItems > 1 ? `${minItems} or more ` : ''}${items ? typeOf(items, pageOf) : 'any'}`;
}

/** The bounds that the author of an option gave; those that every number has are left out. */
function rangeOf(schema: JsonSchema): string {
  const bounds = [
    ['≥', schema.minimum],
    ['>', schema.exclusiveMinimum],
    ['≤', schema.maximum],
    ['<', schema.exclusiveMaximum],
  ] as const;
  const shown = bounds.filter(
    ([, bound]) => bound !== undefined && !isAddedBound(bound) && bound < Number.MAX_SAFE_INTEGER,
  );
  return shown.length === 0 ? '' : ` ${shown.map(([sign, bound]) => `${sign} ${bound}`).join(', ')}`;
}
