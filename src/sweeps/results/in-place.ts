import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Path } from '../../experiment/index.js';

/** A value, and where it is set. */
export interface Placed {
  readonly path: Path;
  readonly value: unknown;
}

/** Maps and lists up to this many characters stand on one line, as people write them. */
const ONE_LINE = 96;

/**
 * YAML text with values set where they stand: comments and all that is beside them stay. A bare name on the way opens
 * into a map (`adam` into `adam: {...}`), and what is absent is made.
 *
 * @param text that has been read as an experiment before, and so is no flood of YAML.
 * @returns undefined where that cannot be done: an alias lets one value stand in several places.
 */
export function setInPlace(text: string, settings: readonly Placed[]): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false, resolveKnownTags: false, version: '1.2' });
  const top = document.contents as Node | null;
  let aliases = 0;
  visit(document, { Alias: () => void aliases++ });
  if (!isMap(top) || aliases > 0 || document.errors.length > 0) return undefined;
  const make = (value: unknown) => document.createNode(value, { aliasDuplicateObjects: false });
  for (const { path, value } of settings) put(top, path, value, make);
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: /[[{] \S/.test(text),
    indentSeq: !/:[ \t]*(#[^\n]*)?\n- /.test(text),
  });
}

type Collection = YAMLMap | YAMLSeq;

function put(holder: Collection, path: Path, value: unknown, make: (value: unknown) => Node): void {
  const [key, ...rest] = path;
  const held = holder.get(key, true) as Node | undefined;
  if (rest.length > 0 && isCollection(held)) {
    put(held, rest, value, make);
    return;
  }
  const made = make(rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value));
  if (isScalar(held) && isScalar(made)) {
    // The node that stands there keeps its comment.
    held.value = made.value;
    delete held.format;
    delete held.minFractionDigits;
    delete held.source;
    return;
  }
  if (held && (isScalar(held) || (isCollection(held) && held.flow))) {
    const { comment, commentBefore, spaceBefore } = held;
    Object.assign(made, { comment, commentBefore, spaceBefore });
  }
  holder.set(key, made);
  inLines(holder, made);
}

/** As people write them: short ones on one line, but each item of a list that has lines of its own. */
function inLines(holder: Collection, made: Node): void {
  visit(made as never, {
    Collection(_key, one, path) {
      const around = (path.at(-1) as Collection | undefined) ?? holder;
      const isItem = isSeq(around) && !around.flow && isMap(one) && one.items.length === 1;
      if (!isItem && JSON.stringify(one.toJSON()).length <= ONE_LINE) one.flow = true;
    },
  });
}
