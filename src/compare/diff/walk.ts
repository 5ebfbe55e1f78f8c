import { canonicalJson, grammar, type Path } from '../../experiment/index.js';
import { asMap, type JsonSchema } from '../../experiment/jsonschema.js';
import { childSchema, choiceParts } from '../../experiment/navigate.js';
import { type Choice, chosen } from '../../experiment/part.js';
import { align } from './align.js';
import { type Item, itemsOf, likeness } from './items.js';
import { shortly } from './shortly.js';

/** A key that two experiments do not share. */
export interface Change {
  /** As an override names it where it can: layers by their names, other parts of lists by theirs. */
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /**
   * Where it stands: in the second experiment, but the last index of what was removed from a list counts in the first
   * one's list.
   */
  readonly path: Path;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The values as YAML, without options that are the defaults. */
  readonly shown: { readonly before?: string; readonly after?: string };
}

/** A place in both experiments. */
interface Place {
  readonly schema: JsonSchema | undefined;
  readonly path: Path;
  readonly key: string;
}

/** Every key at which two values differ, in the order of the second one. */
export function changesOf(a: unknown, b: unknown, place: Place = TOP): Change[] {
  if (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b)) return [];
  if (a === undefined || b === undefined) return [change(a, b, place)];
  if (place.schema && choiceParts(grammar.schema, place.schema, b) && isChoice(a) && isChoice(b)) {
    return choiceChanges(a, b, place);
  }
  if (Array.isArray(a) && Array.isArray(b)) return listChanges(a, b, place);
  const [mapA, mapB] = [asMap(a), asMap(b)];
  return mapA && mapB ? mapChanges(mapA, mapB, place) : [change(a, b, place)];
}

const TOP: Place = { schema: grammar.schema, path: [], key: '' };

function change(before: unknown, after: unknown, { path, key, schema }: Place): Change {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const values = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  const shown = Object.fromEntries(
    Object.entries(values).map(([side, value]) => [side, shortly(value, schema)]),
  );
  return { key, kind, path, ...values, shown };
}

/** A record may hold anything in the place of a part. */
function isChoice(value: unknown): value is Choice {
  return typeof value === 'string' || itemsOf([value]) !== undefined;
}

type Map = { readonly [key: string]: unknown };

function mapChanges(a: Map, b: Map, place: Place): Change[] {
  const keys = new Set([...Object.keys(b), ...Object.keys(a)]);
  return [...keys].flatMap((key) =>
    changesOf(a[key], b[key], below(place, a[key] === undefined ? b : a, key)),
  );
}

function below({ schema, path, key }: Place, value: unknown, name: string): Place {
  return {
    schema: schema && childSchema(grammar.schema, schema, value, name),
    path: [...path, name],
    key: key === '' ? name : `${key}.${name}`,
  };
}

/** Another part is one change, whatever its options; a bare name is a part without any. */
function choiceChanges(a: Choice, b: Choice, place: Place): Change[] {
  const [was, is] = [chosen(a), chosen(b)];
  if (was.name !== is.name) return [change(a, b, place)];
  return mapChanges(was.options, is.options, below(place, { [is.name]: is.options }, is.name));
}

/** Parts, and texts, are put beside those that they are most like; a list of numbers is one value. */
function listChanges(a: readonly unknown[], b: readonly unknown[], place: Place): Change[] {
  const [was, is] = [itemsOf(a), itemsOf(b)];
  if (!was || !is) return [change(a, b, place)];
  const pairs = align(a.length, b.length, (i, j) => likeness(was[i]!, is[j]!));
  const schema = place.schema && childSchema(grammar.schema, place.schema, b, 0);
  const at = (index: number, { layer }: Item): Place => ({
    schema,
    path: [...place.path, index],
    key: layer === undefined ? place.key : `${place.key}.${layer}`,
  });
  const [kept, partner] = [new Set(pairs.map(([i]) => i)), new Map(pairs.map(([i, j]) => [j, i]))];
  const gone = was.flatMap((item, i) => (kept.has(i) ? [] : [change(a[i], undefined, at(i, item))]));
  const here = is.flatMap((item, j): Change[] => {
    const i = partner.get(j);
    const there = at(j, item);
    if (i === undefined) return [change(undefined, b[j], there)];
    const inside = below(there, { [item.name]: item.options }, item.name);
    // A layer is named by its own name alone.
    const key = item.layer === undefined ? inside.key : there.key;
    return mapChanges(was[i]!.options, item.options, { ...inside, key });
  });
  return [...gone, ...here];
}
