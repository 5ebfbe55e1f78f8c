import { asMap, type JsonSchema, type Kind, kindOf } from './jsonschema.js';

/** Follows `$ref`s; keywords beside a `$ref` (default, description) win over those of its target. */
export function deref(root: JsonSchema, schema: JsonSchema): JsonSchema {
  let at = schema;
  while (at.$ref !== undefined) {
    const { $ref, ...beside } = at;
    const target = root.$defs?.[$ref.replace('#/$defs/', '')];
    if (!target) throw new Error(`the schema has no definition ${$ref}`);
    at = { ...target, ...beside };
  }
  return at;
}

/** The kinds of values that a schema can accept. */
export function kindsOf(root: JsonSchema, schema: JsonSchema): readonly Kind[] {
  const at = deref(root, schema);
  if (at.anyOf) return [...new Set(at.anyOf.flatMap((alternative) => kindsOf(root, alternative)))];
  if ('const' in at) return [kindOf(at.const)];
  if (at.enum) return [...new Set(at.enum.map(kindOf))];
  if (at.not) return [];
  if (at.type === undefined) return ['string', 'number', 'boolean', 'null', 'array', 'object'];
  return [at.type === 'integer' ? 'number' : at.type];
}

/** The alternatives of a schema, `$ref`s and nested `anyOf`s opened. */
export function alternatives(root: JsonSchema, schema: JsonSchema): readonly JsonSchema[] {
  const at = deref(root, schema);
  return at.anyOf ? at.anyOf.flatMap((alternative) => alternatives(root, alternative)) : [at];
}

/** The alternative of a schema that a value of some kind can only have meant, or undefined. */
export function alternativeFor(root: JsonSchema, schema: JsonSchema, value: unknown): JsonSchema | undefined {
  const kind = kindOf(value);
  const meant = alternatives(root, schema).filter((alternative) => kindsOf(root, alternative).includes(kind));
  return meant.find((alternative) => wantsSeveral(alternative) && isSeveral(meant, value)) ?? meant[0];
}

/** Of two alternatives for maps, the one that is not a choice: it wants several keys. */
export const wantsSeveral = ({ type, minProperties = 0 }: JsonSchema) =>
  type === 'object' && minProperties > 1;

/** Whether a map has several keys, none of which is the name of a part: it cannot have been meant for a choice. */
function isSeveral(among: readonly JsonSchema[], value: unknown): boolean {
  const keys = Object.keys(asMap(value) ?? {});
  return (
    keys.length > 1 &&
    !keys.some((key) => among.some(({ properties }) => Object.hasOwn(properties ?? {}, key)))
  );
}

/** The schema of what stands under a key or index of a value with this schema, or undefined. */
export function childSchema(
  root: JsonSchema,
  schema: JsonSchema,
  value: unknown,
  key: string | number,
): JsonSchema | undefined {
  const at = alternativeFor(root, schema, value);
  if (!at) return undefined;
  if (typeof key === 'number') return at.items;
  if (at.properties && Object.hasOwn(at.properties, key)) return at.properties[key];
  const patterns = Object.entries(at.patternProperties ?? {});
  return patterns.find(([pattern]) => new RegExp(pattern, 'u').test(key))?.[1];
}

/** The schema at a path of a value, as far as both go. */
export function schemaAt(
  root: JsonSchema,
  value: unknown,
  path: readonly (string | number)[],
): JsonSchema | undefined {
  let schema: JsonSchema | undefined = root;
  let at = value;
  for (const key of path) {
    if (!schema) return undefined;
    schema = childSchema(root, schema, at, key);
    at = at === null || at === undefined ? undefined : (at as { [key: string]: unknown })[key];
  }
  return schema;
}

/**
 * The map of a choice that has one property per part, or undefined if the schema is not a choice; nor if it may be
 * something else, which a `value` that is a map can only have meant.
 */
export function choiceParts(
  root: JsonSchema,
  schema: JsonSchema,
  value?: unknown,
): { readonly [name: string]: JsonSchema } | undefined {
  const map = asMap(value)
    ? alternativeFor(root, schema, value)
    : alternatives(root, schema).find((alternative) => alternative.type === 'object');
  return map?.minProperties === 1 && map.maxProperties === 1 ? map.properties : undefined;
}
