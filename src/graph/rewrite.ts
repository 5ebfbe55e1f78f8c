import {
  type Attributes,
  type Constant,
  type ConstantData,
  constantsOf,
  type Graph,
  type GraphDType,
  type Node,
  newValue,
  sameShape,
  uses,
  type Value,
  type ValueSpec,
} from './graph.js';

/** What a rule can ask and do. */
export interface Rewriter {
  /** The node that makes a value; undefined for inputs and constants. */
  producer(value: Value | undefined): Node | undefined;
  /** The numbers of a constant. */
  constant(value: Value | undefined): ConstantData | undefined;
  /** How often a value was used before this pass, as an operand or an output. */
  uses(value: Value): number;
  /** A new node in the place of the one looked at, in its scope; returns its output. */
  op(op: string, inputs: readonly (Value | undefined)[], output: ValueSpec, attributes?: Attributes): Value;
  newConstant(data: ConstantData, shape: readonly number[], dtype: GraphDType): Value;
}

/**
 * Walks the nodes in order. A rule looks at a node (its operands renamed already) and returns the value that
 * shall stand for the node's only output, of the same shape and type; undefined leaves the node alone.
 * Returns the same graph if no rule fired. What became unused is for the dead-code pass to remove.
 */
export function rewrite(graph: Graph, rule: (node: Node, rewriter: Rewriter) => Value | undefined): Graph {
  const constants: Constant[] = [...graph.constants];
  const data = constantsOf(graph);
  const counts = uses(graph);
  const renamed = new Map<Value, Value>();
  const current = <V extends Value | undefined>(value: V): V => (value && (renamed.get(value) as V)) ?? value;
  const nodes: Node[] = [];
  const makers = new Map<Value, Node>();
  let pending: Node[] = [];
  let scope = '';
  const rewriter: Rewriter = {
    producer: (value) => value && makers.get(value),
    constant: (value) => value && data.get(value),
    uses: (value) => counts.get(value) ?? 0,
    op(op, inputs, output, attributes = {}) {
      const value = newValue(output);
      pending.push({ op, inputs, attributes, outputs: [value], scope });
      return value;
    },
    newConstant(numbers, shape, dtype) {
      const value = newValue({ shape, dtype });
      constants.push({ value, data: numbers });
      data.set(value, numbers);
      return value;
    },
  };
  let fired = false;
  const keep = (node: Node) => {
    nodes.push(node);
    for (const output of node.outputs) makers.set(output, node);
  };
  for (const original of graph.nodes) {
    const isRenamed = original.inputs.some((value) => value && renamed.has(value));
    const node = isRenamed ? { ...original, inputs: original.inputs.map(current) } : original;
    pending = [];
    scope = node.scope;
    const by = rule(node, rewriter);
    if (!by) {
      keep(node);
      continue;
    }
    const output = node.outputs[0]!;
    if (!sameShape(output.shape, by.shape) || output.dtype !== by.dtype) {
      throw new Error(
        `a pass replaced ${output.dtype}[${output.shape}] of ${node.op} by ${by.dtype}[${by.shape}]`,
      );
    }
    fired = true;
    pending.forEach(keep);
    renamed.set(output, by);
    counts.set(by, (counts.get(by) ?? 0) + (counts.get(output) ?? 0));
  }
  if (!fired) return graph;
  return renameOutputs({ ...graph, constants, nodes }, current);
}

/**
 * Renames a graph's outputs. They need nodes of their own: one that became an input, a constant or another
 * output is copied.
 */
export function renameOutputs(graph: Graph, current: (value: Value) => Value): Graph {
  const taken = new Set<Value>([...graph.inputs, ...graph.constants].map(({ value }) => value));
  const nodes = [...graph.nodes];
  const outputs = graph.outputs.map(({ name, value }) => {
    const found = current(value);
    if (!taken.has(found)) {
      taken.add(found);
      return { name, value: found };
    }
    const copy = newValue(found);
    nodes.push({ op: 'Identity', inputs: [found], attributes: {}, outputs: [copy], scope: '' });
    return { name, value: copy };
  });
  return { ...graph, nodes, outputs };
}
