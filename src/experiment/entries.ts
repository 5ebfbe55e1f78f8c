import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Path } from './path.js';

/** `path`: the value that is refused with it, if there is one. */
export type Refuse = (offset: number, path: Path | undefined, message: string, hint?: string) => null;

export interface Entry {
  readonly name: string;
  readonly offset: number;
  readonly value: Node | null;
}

/** Names that mean something to JavaScript's objects, whatever they would mean here. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads the entries of maps by name. A plain `<<` merges a map, an alias to one, or a list of them; the map's
 * own keys win over merged ones, earlier merged maps over later ones. Refused: a key given twice, one that is
 * not a name, and names that JavaScript's objects reserve. Every map is read once, however often aliases
 * repeat it, so that merges of merges do not multiply.
 */
export function entryReader(targets: ReadonlyMap<Alias, Node>, refuse: Refuse) {
  const known = new Map<YAMLMap, readonly Entry[] | 'reading'>();

  const read = (map: YAMLMap, path: Path): readonly Entry[] => {
    const { own, merged } = ownEntries(map, path, refuse);
    for (const node of merged) {
      const source = isAlias(node) ? targets.get(node) : node;
      const offset = node.range?.[0] ?? 0;
      if (!isMap(source)) refuse(offset, path, '`<<` merges a map, an alias to one, or a list of them');
      else if (known.get(source) === 'reading') refuse(offset, path, '`<<` merges a map into itself');
      else for (const entry of entriesOf(source, path)) if (!own.has(entry.name)) own.set(entry.name, entry);
    }
    return [...own.values()];
  };

  const entriesOf = (map: YAMLMap, path: Path): readonly Entry[] => {
    const before = known.get(map);
    if (before && before !== 'reading') return before;
    known.set(map, 'reading');
    const entries = read(map, path);
    known.set(map, entries);
    return entries;
  };
  return entriesOf;
}

function ownEntries(map: YAMLMap, path: Path, refuse: Refuse) {
  const own = new Map<string, Entry>();
  const merged = new Set<Node>();
  for (const { key, value } of map.items as { key: Node | null; value: Node | null }[]) {
    const offset = key?.range?.[0] ?? map.range?.[0] ?? 0;
    if (isMergeKey(key)) {
      for (const node of isSeq(value) ? (value.items as Node[]) : [value ?? key!]) merged.add(node);
      continue;
    }
    const name = nameOf(key);
    if (name === undefined)
      refuse(offset, undefined, 'found a key that is not a name', 'a key is a word before a colon');
    else if (RESERVED.has(name)) refuse(offset, [...path, name], `the name \`${name}\` cannot be a key`);
    else if (own.has(name))
      refuse(offset, [...path, name], `the key \`${name}\` is given twice`, 'remove one of them');
    else own.set(name, { name, offset, value });
  }
  return { own, merged };
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** Keys such as `1` and `true` keep the text they were written with. */
function nameOf(key: Node | null): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value, source } = key as Scalar;
  if (typeof value === 'string') return value;
  return value === null ? undefined : (source ?? String(value));
}
