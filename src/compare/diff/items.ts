import { canonicalJson, snakeCase } from '../../experiment/index.js';
import { asMap } from '../../experiment/jsonschema.js';

/** An item of a list of parts or texts: what tells whether it is that of another list. */
export interface Item {
  /** Name of the part, or the text. */
  readonly name: string;
  readonly options: { readonly [option: string]: unknown };
  /** Of a layer: its own name. */
  readonly layer?: string;
  /** Each option as text, but a name that dlx gave. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The items of a list of parts or texts; undefined for a list of anything else, as the sizes of a kernel. */
export function itemsOf(list: readonly unknown[]): readonly Item[] | undefined {
  const items = list.map(itemOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function itemOf(value: unknown): Item | undefined {
  if (typeof value === 'string') return { name: value, options: {}, texts: new Map() };
  const entries = Object.entries(asMap(value) ?? {});
  const options = asMap(entries[0]?.[1]);
  if (entries.length !== 1 || !options) return undefined;
  const name = entries[0]![0];
  const layer = typeof options.name === 'string' ? options.name : undefined;
  const own = Object.entries(options).filter(
    ([key, option]) =>
      option !== undefined && !(key === 'name' && layer !== undefined && isGiven(layer, name)),
  );
  const texts = new Map(own.map(([key, option]) => [key, canonicalJson(option)]));
  return { name, options, ...(layer !== undefined && { layer }), texts };
}

/** Whether a layer has the name that layers of its class get by themselves, as `dense_1`. */
export function isGiven(layer: string, type: string): boolean {
  const stem = snakeCase(type);
  return layer === stem || (layer.startsWith(`${stem}_`) && /^\d+$/.test(layer.slice(stem.length + 1)));
}

/** How well two items fit as one that has changed, from 1 to 3; 0 for different parts. */
export function likeness(a: Item, b: Item): number {
  if (a.name !== b.name) return 0;
  const keys = new Set([...a.texts.keys(), ...b.texts.keys()]);
  const equal = [...keys].filter((key) => a.texts.get(key) === b.texts.get(key)).length;
  if (equal === keys.size) return 3;
  const named = a.texts.has('name') && a.texts.get('name') === b.texts.get('name') ? 1 : 0;
  return 1 + named + equal / keys.size;
}
