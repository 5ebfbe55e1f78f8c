import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  type Scalar,
} from 'yaml';
import { resolveAliases } from './aliases.js';
import { entryReader, type Refuse } from './entries.js';
import type { Path } from './path.js';
import type { Mark } from './syntax.js';

/** Offsets in the text of a value and, in a map, of its key. */
export interface Spot {
  readonly key?: number;
  readonly value: number;
}

/** A refused value or key, where it stands and which path it would have had. */
export interface Refusal extends Mark {
  readonly path?: Path;
}

export interface Values {
  readonly value: unknown;
  /** By `spotKey(path)`. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly refusals: readonly Refusal[];
}

export const spotKey = (path: Path) => JSON.stringify(path);

/** Far more than any experiment has; an alias bomb reaches it in milliseconds. */
export const MAX_VALUES = 20_000;
/** Aliases can nest what the text does not. */
const MAX_DEPTH = 100;

/**
 * The plain value of a YAML document, aliases and merge keys resolved, and where every part of it stands in
 * the text. Refused: numbers that are not finite or would lose digits, keys that are not names, aliases that
 * lead nowhere, to themselves or to a flood.
 */
export function readValues(document: Document.Parsed<ParsedNode>): Values {
  const spots = new Map<string, Spot>();
  const refusals = new Map<string, Refusal>();
  const targets = resolveAliases(document.contents);
  const active = new Set<Node>();
  let count = 0;

  const refuse: Refuse = (offset, path, message, hint) => {
    refusals.set(`${offset} ${message}`, { offset, path, message, hint });
    return null;
  };

  const entriesOf = entryReader(targets, refuse);

  const convert = (
    node: Node | null | undefined,
    path: Path,
    key: number | undefined,
    at?: number,
  ): unknown => {
    const start = at ?? node?.range?.[0] ?? key ?? 0;
    if (++count > MAX_VALUES) {
      if (count === MAX_VALUES + 1)
        refuse(
          start,
          [],
          `holds more than ${MAX_VALUES} values`,
          'an experiment has some hundred; aliases multiply what they repeat',
        );
      return null;
    }
    if (path.length > MAX_DEPTH) return refuse(start, path, 'nested too deeply');
    if (isAlias(node)) {
      const target = targets.get(node);
      if (!target) return refuse(start, path, `no anchor \`&${node.source}\` stands before this alias`);
      if (active.has(target)) return refuse(start, path, `the alias \`*${node.source}\` contains itself`);
      return convert(target, path, key, start);
    }
    spots.set(spotKey(path), { key, value: start });
    if (isScalar(node)) return scalarValue(node, start, path, refuse);
    if (!isMap(node) && !isSeq(node)) return null;
    active.add(node);
    const value = isSeq(node)
      ? node.items.map((item, i) => convert(item as Node | null, [...path, i], undefined))
      : Object.fromEntries(
          entriesOf(node, path).map((entry) => [
            entry.name,
            convert(entry.value, [...path, entry.name], entry.offset),
          ]),
        );
    active.delete(node);
    return value;
  };

  const whole = convert(document.contents, [], undefined);
  // Of a flood nothing is left to be validated: errors in each of its values take a minute.
  const value = count > MAX_VALUES ? null : whole;
  return { value, spots, refusals: [...refusals.values()] };
}

function scalarValue(node: Scalar, offset: number, path: Path, refuse: Refuse): unknown {
  const { value, source = '' } = node;
  if (typeof value !== 'number') return value;
  const found = source.length > 40 ? `${source.slice(0, 40)}...` : source;
  if (!Number.isFinite(value)) return refuse(offset, path, `found ${found}, expected a finite number`);
  if (!Number.isSafeInteger(value) && /^[-+]?(\d+|0x[\da-f]+|0o[0-7]+)$/i.test(source)) {
    return refuse(
      offset,
      path,
      `found ${found}, which would lose digits: integers end at 9007199254740991 (2^53 - 1)`,
    );
  }
  return value + 0; // -0 is 0
}
