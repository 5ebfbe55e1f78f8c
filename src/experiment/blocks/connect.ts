import { quote } from '../describe.js';
import { asMap } from '../jsonschema.js';
import type { Finding } from '../path.js';
import { type Node, type Origin, usePath } from './tree.js';

/** What names mean in a list of layers: those of the list first, then those around it. */
interface Scope {
  /** Begins the full names of the list. */
  readonly prefix: string;
  readonly around?: Scope;
  /** What `input`, `input_1`, ... of a block are. */
  readonly inputs?: readonly string[];
  readonly origin?: Origin;
}

/** A layer that stands on its own. */
export interface Placed {
  readonly layer: unknown;
  readonly name: string | undefined;
  readonly origin: Origin;
}

/** The layers of a tree in order, each with its full name and with `inputs` that are such names. */
export function connect(tree: readonly Node[], tell: (finding: Finding) => void): readonly Placed[] {
  const placed: Placed[] = [];
  const outputs = new Map(outputsOf(tree));

  /** `first`: what the first layer takes, where that is not the layer before. */
  const list = (nodes: readonly Node[], scope: Scope, first?: string): void => {
    for (const [i, node] of nodes.entries()) {
      const given = i === 0 ? first : undefined;
      if (node.kind === 'layer') layer(node, scope, given);
      else group(node, scope, given);
    }
  };

  const layer = ({ item, name, origin }: Node & { kind: 'layer' }, scope: Scope, first?: string): void => {
    const entries = Object.entries(typeof item === 'string' ? { [item]: {} } : (asMap(item) ?? {}));
    const [type, options] = entries[0] ?? [];
    const map = asMap(options);
    // What is no layer stays as it is, for validation to say so.
    if (type === undefined || !map || entries.length > 1) {
      placed.push({ layer: item, name, origin });
      return;
    }
    const inputs = Array.isArray(map.inputs)
      ? map.inputs.map((one, i) =>
          typeof one === 'string' ? meant(one, scope, [...origin.path, type, 'inputs', i]) : one,
        )
      : (map.inputs ?? (first === undefined ? undefined : [first]));
    const named = { ...map, ...(isGiven(map.name) && { name }), ...(inputs !== undefined && { inputs }) };
    placed.push({ layer: { [type]: named }, name, origin });
  };

  const group = (node: Node & { kind: 'group' }, scope: Scope, first?: string): void => {
    const { block, name, copies, repeated, origin } = node;
    const given = node.inputs?.map((one, i) => meant(one, scope, [...origin.path, block, 'inputs', i]));
    const before = given?.[0] ?? first;
    for (const [i, copy] of copies.entries()) {
      const input = (i === 0 ? before : undefined) ?? placed.at(-1)?.name ?? 'input';
      const prefix = repeated ? `${name}.${i + 1}.` : `${name}.`;
      const inputs = [input, ...(given?.slice(1) ?? [])];
      list(copy, { prefix, around: scope, inputs, origin }, i === 0 ? before : undefined);
    }
  };

  const meant = (name: string, scope: Scope, path: Finding['path']): string => {
    const { prefix, inputs, around, origin } = scope;
    if (inputs && name === 'input') return inputs[0]!;
    const known = outputs.get(prefix + name);
    if (known !== undefined) return known;
    const index = inputs && Number(/^input_(\d{1,3})$/.exec(name)?.[1]);
    if (index && inputs[index] !== undefined) return inputs[index];
    if (index) {
      const count = inputs.length === 1 ? '1 input' : `${inputs.length} inputs`;
      const message = `found ${quote(name)}, but ${usePath(origin!)} gives the block ${count}`;
      tell({ path, message, hint: 'give it more where it is used: inputs: [a, b]' });
    }
    return around ? meant(name, around, path) : name;
  };

  list(tree, { prefix: '' });
  return placed;
}

/** A name that is no text is left for validation to find. */
const isGiven = (name: unknown) => name === undefined || typeof name === 'string';

/** Full names of layers, blocks and their copies, each with the layer whose output is meant. */
function outputsOf(nodes: readonly Node[]): (readonly [string, string])[] {
  return nodes.flatMap((node): (readonly [string, string])[] => {
    const output = outputOf(node);
    if (node.name === undefined || output === undefined) return [];
    if (node.kind === 'layer') return [[node.name, output]];
    const copies = node.copies.flatMap((copy, i) => {
      const last = outputOf(copy.at(-1)!);
      return node.repeated && last !== undefined ? [[`${node.name}.${i + 1}`, last] as const] : [];
    });
    return [[node.name, output], ...copies, ...node.copies.flatMap(outputsOf)];
  });
}

/** The name of the layer whose output is that of a node: the last one. */
function outputOf(node: Node): string | undefined {
  return node.kind === 'layer' ? node.name : outputOf(node.copies.at(-1)!.at(-1)!);
}
