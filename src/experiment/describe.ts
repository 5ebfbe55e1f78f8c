import { isAddedBound } from './bounds.js';
import { type JsonSchema, kindOf } from './jsonschema.js';
import { alternatives, choiceParts, deref } from './navigate.js';

const CONTROL = /\p{Cc}|\p{Zl}|\p{Zp}/gu;

/** Text as it can stand in a message: quoted, short, no control characters. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  const safe = short.replace(CONTROL, (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`);
  return `\`${safe}\``;
}

/** What was found, in words: the text `1_000`, 3, a list of 2, a map (a, b), nothing. */
export function found(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'null') return 'nothing';
  if (kind === 'string') return value === '' ? 'an empty text' : `the text ${quote(value as string)}`;
  if (kind === 'array')
    return (value as unknown[]).length === 0 ? 'an empty list' : `a list of ${(value as unknown[]).length}`;
  if (kind !== 'object') return String(value);
  const keys = Object.keys(value as object);
  if (keys.length === 0) return 'an empty map';
  return `a map (${keys
    .slice(0, 4)
    .map((key) => quote(key).slice(1, -1))
    .join(', ')}${keys.length > 4 ? ', ...' : ''})`;
}

/** What a schema accepts, in words: an integer >= 1, `full`, a map of options such as {units: ...}. */
export function expected(root: JsonSchema, schema: JsonSchema, value?: unknown): string {
  const at = deref(root, schema);
  // A number or a schedule, say: each in its own words.
  if (at.anyOf && at.title === undefined && at.anyOf.some(({ $ref }) => $ref))
    return at.anyOf.map((one) => expected(root, one, value)).join(', or ');
  const parts = choiceParts(root, at);
  if (parts) return `the name of ${article(tableOf(schema, at))}, or a map of that one name and its options`;
  const words = alternatives(root, at).map((one) => expectedOne(root, one, value));
  return [...new Set(words)].join(', or ') || 'nothing: there is none yet';
}

function expectedOne(root: JsonSchema, schema: JsonSchema, value: unknown): string {
  if ('const' in schema) return constant(schema.const);
  if (schema.not) return `no value: there is no ${schema.title} to choose yet`;
  if (schema.enum) return `one of ${schema.enum.map(constant).join(', ')}`;
  if (schema.type === 'integer' || schema.type === 'number')
    return `${schema.type === 'integer' ? 'an integer' : 'a number'}${range(schema, value)}`;
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'string')
    return schema.patternErrorMessage ?? (schema.pattern ? `text that matches ${schema.pattern}` : 'text');
  if (schema.type === 'array') return list(root, schema);
  if (schema.type === 'object') return map(schema);
  return schema.type === 'null' ? 'null' : ANYTHING;
}

const ANYTHING = 'another value';

/** The bounds; those that `bounded` added only where the value breaks them. */
function range(schema: JsonSchema, value: unknown): string {
  const bounds: readonly [string, number | undefined][] = [
    ['>=', schema.minimum],
    ['>', schema.exclusiveMinimum],
    ['<=', schema.maximum],
    ['<', schema.exclusiveMaximum],
  ];
  const broken = (limit: number) => typeof value === 'number' && Math.abs(value) > Math.abs(limit);
  const told = bounds.filter(([, limit]) => limit !== undefined && (!isAddedBound(limit) || broken(limit)));
  return told.length === 0 ? '' : ` ${told.map(([sign, limit]) => `${sign} ${limit}`).join(' and ')}`;
}

function list(root: JsonSchema, schema: JsonSchema): string {
  const { minItems, maxItems, items } = schema;
  const size =
    minItems === undefined && maxItems === undefined ? '' : minItems === maxItems ? ` of ${minItems}` : '';
  const least = size === '' && minItems ? ` of ${minItems} or more` : size;
  const most = maxItems !== undefined && size === '' ? ` (${maxItems} at most)` : '';
  const choice = items?.$ref ? `, each ${article(tableOf(items, items))}` : '';
  const words = items && !items.$ref ? expected(root, items) : ANYTHING;
  return `a list${least}${most}${words === ANYTHING ? choice : `, each ${words}`}`;
}

function map(schema: JsonSchema): string {
  const keys = Object.keys(schema.properties ?? {});
  const least = schema.minProperties ? ` of ${schema.minProperties} or more keys` : '';
  if (keys.length === 0) return schema.patternProperties ? `a map${least}` : 'no options';
  const sample = schema.required?.length ? schema.required : keys.slice(0, 1);
  return `a map such as {${sample.map((key) => `${key}: ...`).join(', ')}}`;
}

/** The table of a choice: from its reference, or the title of its definition. */
export function tableOf(schema: JsonSchema, at: JsonSchema): string {
  const named = [schema, ...(at.title === undefined ? (at.anyOf ?? []) : [])].find(({ $ref }) => $ref);
  return named?.$ref?.replace('#/$defs/', '') ?? at.title ?? 'choice';
}

const constant = (value: unknown) => (typeof value === 'string' ? quote(value) : String(value));

/** `a loss`, `an optimizer`. */
export function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
