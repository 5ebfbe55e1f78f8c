import { expected, found, quote } from './describe.js';
import { explainChoice } from './explain-choice.js';
import { slipHint } from './hints.js';
import { asMap, type JsonSchema } from './jsonschema.js';
import { alternativeFor, choiceParts, schemaAt } from './navigate.js';
import { nameHint, nearest } from './nearest.js';
import { type Finding, isWithin, type Path } from './path.js';
import type { Place, RawError } from './place.js';

/** Explaining more errors than this takes time and helps nobody. */
const MAX_ERRORS = 300;

/** Errors after which nothing below the same value is worth saying. */
const SETTLING = /^(maxProperties|anyOf)$/;

/** Says every error of the validator in the words of the experiment file: found, expected, what to do. */
export function explain(root: JsonSchema, value: unknown, errors: readonly RawError[]): readonly Finding[] {
  const first = errors.filter((one) => one.keyword !== 'if').slice(0, MAX_ERRORS);
  const settled = first
    .filter((one) => SETTLING.test(one.keyword))
    .map((one) => pathOf(value, one.instancePath));
  const findings = new Map<string, Finding>();
  for (const error of first) {
    const path = pathOf(value, error.instancePath);
    const outer = settled.find((one) => isWithin(path, one));
    if (outer && !(outer.length === path.length && SETTLING.test(error.keyword))) continue;
    const schema = schemaAt(root, value, path) ?? root;
    const above = path.length > 0 ? schemaAt(root, value, path.slice(0, -1)) : undefined;
    const place = {
      root,
      path,
      value: valueAt(value, path),
      schema,
      choice: above && choiceParts(root, above, valueAt(value, path.slice(0, -1))),
    };
    if (error.keyword === 'required' && isMisspelt(place, error, first)) continue;
    const finding = explainOne(place, error);
    // One value gives one finding; keys that are missing from one map give one each.
    const id = JSON.stringify([finding.path, finding.at, error.params.missingProperty]);
    if (!findings.has(id)) findings.set(id, finding);
  }
  return [...findings.values()];
}

/** Whether a missing key is there under a near name, which has a finding of its own. */
function isMisspelt({ root, schema, value }: Place, error: RawError, errors: readonly RawError[]): boolean {
  const names = Object.keys(alternativeFor(root, schema, value)?.properties ?? {});
  const free = names.filter((name) => !Object.hasOwn(asMap(value) ?? {}, name));
  return errors.some(
    ({ keyword, instancePath, params }) =>
      keyword === 'additionalProperties' &&
      instancePath === error.instancePath &&
      nearest(String(params.additionalProperty), free) === error.params.missingProperty,
  );
}

function explainOne(place: Place, error: RawError): Finding {
  const { root, path, value, schema } = place;
  const parts = choiceParts(root, schema, value);
  if (parts) {
    const finding = explainChoice(place, parts, error);
    if (finding) return finding;
  }
  if (error.keyword === 'additionalProperties')
    return unknownKey(place, String(error.params.additionalProperty));
  if (error.keyword === 'required') return missingKey(place, String(error.params.missingProperty));
  const message = `found ${found(value)}, expected ${expected(root, schema, value)}`;
  if (error.keyword === 'maxLength')
    return {
      path,
      message: `found ${(value as string).length} characters, expected ${error.params.limit} at most`,
    };
  if (error.keyword === 'uniqueItems')
    return { path, message: 'found the same item twice, expected each once' };
  return { path, message, ...slipHint(place) };
}

function unknownKey({ root, path, schema, value }: Place, key: string): Finding {
  const map = alternativeFor(root, schema, value) ?? schema;
  const present = asMap(value) ?? {};
  const names = Object.keys(map.properties ?? {});
  const free = names.filter((name) => !Object.hasOwn(present, name));
  const hint = map.patternErrorMessage ?? nameHint(key, free, 'keys');
  return { path: [...path, key], at: 'key', message: `found the unknown key ${quote(key)}`, hint };
}

function missingKey({ root, path, schema, value }: Place, key: string): Finding {
  const map = alternativeFor(root, schema, value) ?? schema;
  const missing = map.properties?.[key];
  const want = missing ? `, expected ${expected(root, missing)}` : '';
  const hint = missing?.description ? `${key}: ${missing.description}` : undefined;
  return { path, at: 'key', message: `the key \`${key}\` is missing${want}`, hint };
}

/** A JSON pointer to a path; keys of lists become numbers. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as { [key: string]: unknown } | undefined)?.[key];
  }
  return path;
}

/** What stands at a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = (at as { [key: string | number]: unknown })[key];
  }
  return at;
}
