import { type JsonSchema, kindOf } from './jsonschema.js';
import { alternatives, deref, kindsOf } from './navigate.js';
import { nameHint } from './nearest.js';
import type { Place } from './place.js';

/** What to do about a value of the wrong kind, where the slip is a known one. */
export function slipHint(place: Place): { readonly hint?: string } {
  const { root, path, value, schema } = place;
  const kinds = kindsOf(root, schema);
  const kind = kindOf(value);
  const name = path.at(-1);
  const option = onlyOption(place);
  if (option !== undefined) return hintFor(option);
  if (kind === 'string') return hintFor(textHint(place, value as string));
  if (kind === 'null' && typeof name === 'string') return hintFor(emptyHint(place, name));
  if (listTakes(place, value)) return hintFor(`write [${String(value)}]`);
  if (kind === 'number' && kinds.includes('string') && !kinds.includes('number'))
    return hintFor(`write "${String(value)}", in quotes`);
  const only = kind === 'array' && (value as unknown[]).length === 1 ? (value as unknown[])[0] : undefined;
  if (only !== undefined && kinds.includes(kindOf(only)) && kindOf(only) !== 'object')
    return hintFor(`write ${String(only)} without the brackets`);
  return {};
}

const hintFor = (hint: string | undefined) => (hint === undefined ? {} : { hint });

function textHint(place: Place, text: string): string | undefined {
  const kinds = kindsOf(place.root, place.schema);
  const number = text.trim().replace(/(?<=\d)[_,](?=\d)/g, '');
  if (kinds.includes('number') && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(number))
    return number === text ? `write ${number} without quotes` : `write ${number}`;
  if (kinds.includes('boolean') && /^(yes|on|true|y)$/i.test(text)) return 'write true';
  if (kinds.includes('boolean') && /^(no|off|false|n)$/i.test(text)) return 'write false';
  if (listTakes(place, text)) return `write [${text.length > 40 ? '...' : text}]`;
  return nameHint(text, constants(place.root, place.schema), 'values');
}

/** Whether a list was expected, and the value would do as its only item. */
function listTakes({ root, schema }: Place, value: unknown): boolean {
  const kind = kindOf(value);
  if (kind !== 'string' && kind !== 'number') return false;
  return alternatives(root, schema).some(
    ({ items, minItems = 1 }) =>
      items && minItems <= 1 && kindsOf(root, items).includes(kind) && !isBelow(value, deref(root, items)),
  );
}

/** In brackets a number is as small as without. */
function isBelow(value: unknown, { minimum, exclusiveMinimum }: JsonSchema): boolean {
  if (typeof value !== 'number') return false;
  return value < (minimum ?? value) || value <= (exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
}

/** `Dense: 128`: the value can only have been meant for the one option that has to be given. */
function onlyOption({ root, path, value, schema, choice }: Place): string | undefined {
  const [required, ...others] = schema.required ?? [];
  const name = path.at(-1);
  if (!choice || required === undefined || others.length > 0) return undefined;
  const option = schema.properties?.[required];
  const kind = kindOf(value);
  if (kind === 'object' || kind === 'null' || !option || !kindsOf(root, option).includes(kind))
    return undefined;
  return `write {${String(name)}: {${required}: ${kind === 'array' ? '[...]' : String(value).slice(0, 40)}}}`;
}

/** A key with nothing behind it: `Flatten:` for `Flatten`, or a value forgotten. */
function emptyHint({ schema, choice }: Place, name: string): string | undefined {
  if (choice && Object.hasOwn(choice, name)) {
    const required = schema.required ?? [];
    if (required.length === 0) return `write \`${name}\` without the colon`;
    return `write {${name}: {${required.map((key) => `${key}: ...`).join(', ')}}}`;
  }
  return `give \`${name}\` a value, or remove the key`;
}

function constants(root: Place['root'], schema: Place['schema']): readonly string[] {
  const values = alternatives(root, schema).flatMap((one) =>
    'const' in one ? [one.const] : (one.enum ?? []),
  );
  return values.filter((value): value is string => typeof value === 'string');
}
