import { expected, found, quote, tableOf } from './describe.js';
import { asMap, type JsonSchema, kindOf } from './jsonschema.js';
import { deref } from './navigate.js';
import { nameHint } from './nearest.js';
import type { Finding } from './path.js';
import type { Place, RawError } from './place.js';

type Parts = { readonly [name: string]: JsonSchema };

/** Explains an error at a choice: a bare name, or a map of one key. Undefined: not particular to choices. */
export function explainChoice(place: Place, parts: Parts, error: RawError): Finding | undefined {
  const { root, path, value, schema } = place;
  const table = tableOf(schema, deref(root, schema));
  const names = Object.keys(parts);
  if (typeof value === 'string') {
    if (Object.hasOwn(parts, value)) return needsOptions(place, value, parts[value]!);
    return { path, ...unknownName(value, table, names) };
  }
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty);
    return { path: [...path, name], at: 'key', ...unknownName(name, table, names) };
  }
  const map = asMap(value);
  if (map) {
    const keys = Object.keys(map);
    if (keys.length > 1) return severalKeys(place, parts, keys);
    if (keys.length === 0)
      return {
        path,
        message: `found an empty map, expected ${expected(root, schema)}`,
        hint: names.length <= 12 ? `valid names: ${names.join(', ')}` : undefined,
      };
    return undefined;
  }
  const only =
    kindOf(value) === 'array' && (value as unknown[]).length === 1 ? (value as unknown[])[0] : undefined;
  const hint =
    typeof only === 'string'
      ? `write \`${only}\` without the brackets`
      : nameHint('', names, `${table} names`);
  return {
    path,
    message: `found ${found(value)}, expected ${expected(root, schema)}`,
    hint,
  };
}

function unknownName(name: string, table: string, names: readonly string[]) {
  return {
    message: `there is no ${table} named ${quote(name)}`,
    hint: nameHint(name, names, `${table} names`),
  };
}

function needsOptions({ path }: Place, name: string, options: JsonSchema): Finding {
  const required = options.required ?? [];
  const words = required.map((key) => `\`${key}\``).join(', ');
  const write = `{${name}: {${required.map((key) => `${key}: ...`).join(', ')}}}`;
  return {
    path,
    message: `found \`${name}\` alone, expected it with options: it needs ${words}`,
    hint: `write ${write}`,
  };
}

function severalKeys({ path }: Place, parts: Parts, keys: readonly string[]): Finding {
  const part = keys.find((key) => Object.hasOwn(parts, key));
  const options =
    part === undefined ? [] : keys.filter((key) => Object.hasOwn(parts[part]!.properties ?? {}, key));
  const message = `found a map of ${keys.length} keys (${keys
    .slice(0, 5)
    .map((key) => quote(key).slice(1, -1))
    .join(', ')}), expected one key: a name`;
  const hint =
    options.length > 0
      ? `options belong under the name: indent ${options.map((key) => `\`${key}\``).join(', ')} below \`${part}\`, or write {${part}: {${options[0]}: ...}}`
      : undefined;
  return { path, message, hint };
}
