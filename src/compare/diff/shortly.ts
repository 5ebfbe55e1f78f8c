import { stringify } from 'yaml';
import { withDefaults } from '../../experiment/defaults.js';
import { canonicalJson, grammar } from '../../experiment/index.js';
import { asMap, type JsonSchema } from '../../experiment/jsonschema.js';
import { childSchema, choiceParts } from '../../experiment/navigate.js';
import { type Choice, chosen } from '../../experiment/part.js';
import { isGiven, itemsOf } from './items.js';

const root = grammar.schema;

/** A value as YAML on one line; of parts only the options that are not the defaults. */
export function shortly(value: unknown, schema: JsonSchema | undefined): string {
  const shown = withoutDefaults(value, schema);
  return stringify(shown, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
}

function withoutDefaults(value: unknown, schema: JsonSchema | undefined): unknown {
  if (!schema) return value;
  const parts = choiceParts(root, schema, value);
  // What a part was once called, an old record may still hold.
  if (parts && isPartOf(value, parts)) return partWithout(value, schema);
  if (Array.isArray(value))
    return value.map((item) => withoutDefaults(item, childSchema(root, schema, value, 0)));
  const map = asMap(value);
  if (!map) return value;
  const entries = Object.entries(map).map(([key, item]) => [
    key,
    withoutDefaults(item, childSchema(root, schema, map, key)),
  ]);
  return Object.fromEntries(entries);
}

function isPartOf(value: unknown, parts: object): value is Choice {
  const [item] = itemsOf([value]) ?? [];
  return item !== undefined && Object.hasOwn(parts, item.name);
}

function partWithout(value: Choice, schema: JsonSchema): Choice {
  const { name, options } = chosen(value);
  const defaults = asMap(chosen(withDefaults(root, schema, name) as Choice).options) ?? {};
  const own = Object.entries(options).filter(([key, option]) => {
    if (option === undefined || (key === 'name' && isGiven(String(option), name))) return false;
    return defaults[key] === undefined || canonicalJson(option) !== canonicalJson(defaults[key]);
  });
  if (own.length === 0) return name;
  const inside = childSchema(root, schema, { [name]: options }, name);
  return { [name]: withoutDefaults(Object.fromEntries(own), inside) as Exclude<Choice, string>[string] };
}
