import { found, quote } from './describe.js';
import { asMap, type JsonSchema } from './jsonschema.js';
import { layerAsWritten, layerNames } from './names.js';
import { alternativeFor, childSchema, choiceParts } from './navigate.js';
import { nameHint } from './nearest.js';
import type { Override } from './override.js';
import { formatPath, type Path } from './path.js';

/** An override that was applied: the value after it, and the path it set. */
export interface Applied {
  readonly value: unknown;
  readonly path: Path;
}

/** An override that leads nowhere, and why. */
export interface Refused {
  readonly message: string;
  readonly hint?: string;
}

/** Where the walk stands: a value (absent: undefined), its schema and path, and the rest of the way. */
interface Step {
  readonly root: JsonSchema;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly path: Path;
  readonly rest: readonly (string | number)[];
  readonly set: unknown;
}

/**
 * Sets what an override names and leaves the rest as it is; the value given is not changed. Maps on the way
 * that are absent are made where the schema has them, and a bare name opens into a map.
 */
export function applyOverride(root: JsonSchema, value: unknown, override: Override): Applied | Refused {
  return walk({ root, schema: root, value, path: [], rest: override.segments, set: override.value });
}

function walk(step: Step): Applied | Refused {
  const [next] = step.rest;
  if (next === undefined) return { value: step.set, path: step.path };
  const value = step.value === undefined ? structuredClone(step.schema.default) : step.value;
  if (choiceParts(step.root, step.schema, value)) return intoChoice({ ...step, value }, String(next));
  if (Array.isArray(value)) return intoList({ ...step, value }, value);
  if (typeof next === 'number') return { message: `${where(step.path)} is ${found(value)}, not a list` };
  const map = value === undefined ? {} : asMap(value);
  if (!map) return { message: `${where(step.path)} is ${found(value)} and has no keys` };
  return intoMap({ ...step, value: map }, map);
}

/** A key of a map. Keys with dots (`test.accuracy`) arrive in pieces: the longest that the schema knows wins. */
function intoMap(step: Step, map: { readonly [key: string]: unknown }): Applied | Refused {
  const { root, schema, rest } = step;
  const words = rest.findIndex((segment) => typeof segment === 'number');
  for (let length = words < 0 ? rest.length : words; length > 0; length--) {
    const key = rest.slice(0, length).join('.');
    const child = childSchema(root, schema, map, key);
    if (child) return into(step, map, key, child, length);
  }
  const at = alternativeFor(root, schema, map);
  const names = Object.keys(at?.properties ?? {});
  const key = String(rest[0]);
  return {
    message: `${where(step.path)} has no key ${quote(key)}`,
    hint: at?.patternErrorMessage ?? nameHint(key, names, 'keys'),
  };
}

function intoChoice(step: Step, name: string): Applied | Refused {
  const { root, schema, value, path } = step;
  const parts = choiceParts(root, schema)!;
  const map = typeof value === 'string' ? { [value]: {} } : (asMap(value) ?? {});
  const [present] = Object.keys(map);
  if (!Object.hasOwn(parts, name)) {
    const options = Object.keys((present !== undefined && parts[present]?.properties) || {});
    const inside =
      present !== undefined && options.includes(name)
        ? `write ${formatPath([...path, present, name])}`
        : undefined;
    const hint = inside ?? nameHint(name, present === undefined ? Object.keys(parts) : [present], 'names');
    return { message: `${where(path)} has no ${quote(name)}`, hint };
  }
  if (present !== undefined && present !== name) {
    const hint = `to change it, write ${formatPath(path)}=${name}, or ${formatPath(path)}={${name}: {...}}`;
    return { message: `${where(path)} is ${quote(present)}, not ${quote(name)}`, hint };
  }
  const held = map[name] === null ? {} : map[name];
  return into(step, { [name]: held }, name, parts[name]!, 1);
}

/** An index of a list, or the name of a layer (which leads to its options). */
function intoList(step: Step, list: readonly unknown[]): Applied | Refused {
  const { root, schema, path, rest } = step;
  const items = alternativeFor(root, schema, list)?.items ?? {};
  const [index] = rest;
  if (typeof index === 'number') {
    if (index < list.length) return into(step, list, index, items, 1);
    const indices =
      list.length === 0 ? 'it is empty' : `its last is ${formatPath([...path, list.length - 1])}`;
    return { message: `${where(path)} has no [${index}]: ${indices}` };
  }
  const names = items.$ref === '#/$defs/layer' ? layerNames(list) : [];
  for (let length = rest.length; length > 0; length--) {
    const at = names.indexOf(rest.slice(0, length).join('.'));
    if (at < 0) continue;
    const { type } = layerAsWritten(list[at]);
    const onward = length === rest.length ? [] : [type!];
    return below(step, list, at, items, [...onward, ...rest.slice(length)]);
  }
  const known = names.filter((name) => name !== undefined);
  const hint = nameHint(String(index), known, 'layer names') ?? `write ${formatPath(path)}[0] for the first`;
  return { message: `${where(path)} has no ${quote(String(index))}`, hint };
}

function into(
  step: Step,
  holder: object,
  key: string | number,
  schema: JsonSchema,
  used: number,
): Applied | Refused {
  return below(step, holder, key, schema, step.rest.slice(used));
}

/** Goes on below a key, and puts what comes back into a copy of the map or list. */
function below(
  step: Step,
  holder: object,
  key: string | number,
  schema: JsonSchema,
  rest: Step['rest'],
): Applied | Refused {
  const value = Object.hasOwn(holder, key) ? (holder as { [key: string | number]: unknown })[key] : undefined;
  const result = walk({ ...step, schema, value, path: [...step.path, key], rest });
  if (!('value' in result)) return result;
  const copy = Array.isArray(holder) ? [...holder] : { ...holder };
  (copy as { [key: string | number]: unknown })[key] = result.value;
  return { value: copy, path: result.path };
}

const where = (path: Path) => (path.length === 0 ? 'an experiment' : quote(formatPath(path)));
