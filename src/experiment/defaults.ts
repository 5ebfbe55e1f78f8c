import { asMap, type JsonSchema } from './jsonschema.js';
import { layerNames } from './names.js';
import { alternativeFor, choiceParts } from './navigate.js';
import type { Experiment } from './types.js';

/**
 * A valid experiment with every default filled in, keys in the schema's order. Choices with options are maps,
 * choices left without any are bare names, layers have names, blocks are gone: their layers stand in `architecture` already. What it gives resolves to itself.
 */
export function resolve(root: JsonSchema, value: unknown): Experiment {
  const { blocks: _blocks, ...experiment } = asMap(value) ?? {};
  const architecture = (experiment.architecture as readonly unknown[]).map(openLayer);
  const names = layerNames(architecture);
  const named = architecture.map((layer, i) => nameLayer(layer, names[i]));
  return withDefaults(root, root, { ...experiment, architecture: named }) as Experiment;
}

/** A bare layer as a map, so that it can hold a name. */
function openLayer(layer: unknown): unknown {
  return typeof layer === 'string' ? { [layer]: {} } : layer;
}

function nameLayer(layer: unknown, name: string | undefined): unknown {
  const [type, options] = Object.entries(asMap(layer) ?? {})[0] ?? [];
  return type === undefined ? layer : { [type]: { ...(options as object), name } };
}

/** Fills in the defaults of a valid value, recursively through choices. */
export function withDefaults(root: JsonSchema, schema: JsonSchema, value: unknown): unknown {
  const parts = choiceParts(root, schema, value);
  if (parts && typeof value === 'string') return closeChoice(value, fillMap(root, parts[value]!, {}));
  const at = alternativeFor(root, schema, value);
  if (Array.isArray(value) && at?.items) return value.map((item) => withDefaults(root, at.items!, item));
  const map = asMap(value);
  if (!map || !at) return value;
  const filled = fillMap(root, at, map);
  const [name] = Object.keys(filled);
  return parts && name !== undefined ? closeChoice(name, filled[name]) : filled;
}

/** A choice without options is its bare name: there is one way to write it. */
function closeChoice(name: string, options: unknown): unknown {
  return Object.keys(options as object).length === 0 ? name : { [name]: options };
}

function fillMap(
  root: JsonSchema,
  schema: JsonSchema,
  map: { readonly [key: string]: unknown },
): { [key: string]: unknown } {
  const entries: [string, unknown][] = [];
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const given = Object.hasOwn(map, key) ? map[key] : structuredClone(property.default);
    if (given !== undefined) entries.push([key, withDefaults(root, property, given)]);
  }
  for (const key of Object.keys(map).sort()) {
    if (Object.hasOwn(schema.properties ?? {}, key)) continue;
    const [, property] =
      Object.entries(schema.patternProperties ?? {}).find(([p]) => new RegExp(p, 'u').test(key)) ?? [];
    entries.push([key, property ? withDefaults(root, property, map[key]) : map[key]]);
  }
  return Object.fromEntries(entries);
}
