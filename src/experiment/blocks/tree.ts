import { quote } from '../describe.js';
import { asMap } from '../jsonschema.js';
import { layerNames } from '../names.js';
import { nameHint } from '../nearest.js';
import { type Finding, formatPath, type Path } from '../path.js';
import { MAX_VALUES } from '../values.js';
import type { Block } from './read.js';
import { type Argument, type Replaced, substitute } from './substitute.js';
import { optionsOfUse, readUse } from './use.js';

/** Where a layer comes from. */
export interface Origin {
  /** In the file: `blocks.residual.layers[0]`, or `architecture[3]` of a layer that stands there itself. */
  readonly path: Path;
  /** What uses the block, in `architecture`; undefined for a layer that stands there itself. */
  readonly use?: Path;
  /** Its arguments. */
  readonly replaced: readonly Replaced[];
}

/** A layer, or a block that is used: its layers, once or several times. */
export type Node =
  | { readonly kind: 'layer'; readonly name?: string; readonly item: unknown; readonly origin: Origin }
  | {
      readonly kind: 'group';
      readonly block: string;
      readonly name: string;
      readonly inputs?: readonly string[];
      readonly copies: readonly (readonly Node[])[];
      readonly repeated: boolean;
      readonly origin: Origin;
    };

/** What a tree is made from, and what hears of all that is wrong. */
export interface Maker {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly layerTypes: readonly string[];
  tell(finding: Finding): void;
}

/** Nothing is left to be said but that. */
export class TooMuch extends Error {}

/** An experiment nests two or three blocks. */
const MAX_DEPTH = 50;

/** A list of layers and blocks. */
interface List {
  readonly items: readonly unknown[];
  readonly path: Path;
  /** Begins the names of its layers. */
  readonly prefix: string;
  readonly args?: ReadonlyMap<string, Argument>;
  readonly use?: Path;
  /** The blocks around it, the outermost first. */
  readonly around: readonly string[];
}

/** The tree of an architecture: blocks opened, parameters put in, layers named. Throws TooMuch for a flood. */
export function makeTree(architecture: readonly unknown[], maker: Maker): readonly Node[] {
  let values = 0;
  const count = () => {
    if (++values > MAX_VALUES) throw new TooMuch();
  };

  const list = ({ items, path, prefix, args, use, around }: List): readonly Node[] => {
    const made = items.map((item, i) => substituted(item, [...path, i], args));
    const names = layerNames(made.map(({ value }) => value));
    return made.flatMap(({ value, replaced, broken }, i): Node[] => {
      if (broken) return [];
      const origin = { path: [...path, i], replaced, ...(use && { use }) };
      const [type, options] = opened(value);
      const block = type === undefined ? undefined : maker.blocks.get(type);
      const name = names[i] === undefined ? undefined : prefix + names[i];
      if (!block || name === undefined) {
        if (type === undefined || isLayer(type)) return [{ kind: 'layer', name, item: value, origin }];
        maker.tell({ path: origin.path, ...unknownName(type) });
        return [];
      }
      return group(block, options, name, origin, around);
    });
  };

  const group = (
    block: Block,
    options: unknown,
    name: string,
    origin: Origin,
    around: readonly string[],
  ): Node[] => {
    if (around.includes(block.name)) {
      const message = `the block ${quote(block.name)} uses itself: ${[...around, block.name].join(' uses ')}`;
      maker.tell({ path: origin.path, message, hint: 'put another block or layer in its place' });
      return [];
    }
    if (around.length === MAX_DEPTH) {
      maker.tell({ path: origin.path, message: 'blocks are nested too deeply' });
      return [];
    }
    const read = readUse({ block, options, ...origin }, maker.tell);
    const taken = Object.keys(block.parameters).find((parameter) => Object.hasOwn(optionsOfUse, parameter));
    if (taken !== undefined) {
      const message = `the name ${quote(taken)} of a parameter is taken: every block has it`;
      maker.tell({ path: ['blocks', block.name, 'parameters', taken], at: 'key', message });
    }
    if (!read) return [];
    const { inputs, repeat, args } = read;
    const copies = Array.from({ length: repeat ?? 1 }, (_, i) =>
      list({
        items: block.layers,
        path: ['blocks', block.name, 'layers'],
        prefix: repeat === undefined ? `${name}.` : `${name}.${i + 1}.`,
        args,
        use: origin.use ?? origin.path,
        around: [...around, block.name],
      }),
    );
    if (copies[0]!.length === 0) return [];
    const repeated = repeat !== undefined;
    return [{ kind: 'group', block: block.name, name, copies, repeated, origin, ...(inputs && { inputs }) }];
  };

  const substituted = (item: unknown, path: Path, args?: ReadonlyMap<string, Argument>) => {
    let broken = false;
    const unknown = (parameter: string, at: Path) => {
      broken = true;
      const message = `the block has no parameter ${quote(parameter)}`;
      const hint = nameHint(parameter, [...args!.keys()], 'parameters') ?? 'it has no `parameters`';
      maker.tell({ path: [...path, ...at], message, hint });
    };
    // Outside of blocks a `$` means nothing.
    const made = args ? substitute(item, args, { value: count, unknown }) : { value: item, replaced: [] };
    return { ...made, broken };
  };

  const isLayer = (type: string) => maker.layerTypes.includes(type);

  const unknownName = (type: string) => {
    const names = [...maker.blocks.keys(), ...maker.layerTypes];
    const message = `there is no layer or block named ${quote(type)}`;
    return { message, hint: nameHint(type, names, 'names') };
  };

  return list({ items: architecture, path: ['architecture'], prefix: '', around: [] });
}

/** Name and options of an item that is a choice. */
function opened(item: unknown): readonly [string | undefined, unknown] {
  if (typeof item === 'string') return [item, undefined];
  const entries = Object.entries(asMap(item) ?? {});
  return entries.length === 1 ? entries[0]! : [undefined, undefined];
}

/** How a use is called in messages. */
export const usePath = ({ path, use }: Origin) => formatPath(use ?? path);
