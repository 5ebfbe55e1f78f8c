import { quote } from '../describe.js';
import { asMap, type JsonSchema } from '../jsonschema.js';
import { choiceParts } from '../navigate.js';
import { choice } from '../part.js';
import type { Finding, Path } from '../path.js';
import { MAX_VALUES } from '../values.js';
import { connect, type Placed } from './connect.js';
import { readBlocks } from './read.js';
import { makeTree, type Node, TooMuch } from './tree.js';

export interface Expanded {
  /** The experiment with plain layers: no blocks are left in its architecture. */
  readonly value: unknown;
  /** The layers of its architecture and where they come from; undefined where nothing was expanded. */
  readonly layers?: readonly Placed[];
  /** What is wrong with how blocks are used, at paths of the file. */
  readonly findings: readonly Finding[];
}

/**
 * Puts the layers of `blocks` in place of their names in `architecture`, with parameters put in, and every layer named:
 * `stage.2.conv` for the layer `conv` in the second copy of `stage`. Takes what was read from YAML, valid or not.
 *
 * @param root the schema of experiments, for the names of layers.
 */
export function expandBlocks(root: JsonSchema, value: unknown): Expanded {
  const experiment = asMap(value);
  const blocks = readBlocks(value);
  const { architecture } = experiment ?? {};
  if (blocks.size === 0 || !Array.isArray(architecture)) return { value, findings: [] };
  const findings = new Map<string, Finding>();
  // A block that is repeated says the same again and again.
  const tell = (finding: Finding) => {
    const key = JSON.stringify([finding.path, finding.message]);
    if (!findings.has(key)) findings.set(key, finding);
  };
  const layerTypes = Object.keys(choiceParts(root, choice('layer')) ?? {});
  try {
    const tree = makeTree(architecture, { blocks, layerTypes, tell });
    sharedNames(tree, tell);
    const layers = connect(tree, tell);
    const expanded = { ...experiment, architecture: layers.map(({ layer }) => layer) };
    return { value: expanded, layers, findings: [...findings.values()] };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const message = `blocks make more than ${MAX_VALUES} values of the architecture`;
    const hint = 'blocks that use blocks multiply: repeat them less';
    return { value, layers: [], findings: [{ path: ['architecture'], at: 'key', message, hint }] };
  }
}

/** Layers and blocks that are given the name of another one in the same list. */
function sharedNames(nodes: readonly Node[], tell: (finding: Finding) => void): void {
  const first = new Map<string, Path>();
  for (const node of nodes) {
    const { name, origin } = node;
    // Every copy has the same mistakes.
    if (node.kind === 'group') sharedNames(node.copies[0]!, tell);
    const other = name === undefined ? undefined : first.get(name);
    if (other) {
      const message = `the name ${quote(name!)} is taken`;
      tell({ path: origin.path, message, hint: 'every layer and block has a name of its own', other });
    } else if (name !== undefined) first.set(name, origin.path);
  }
}
