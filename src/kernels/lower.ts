import {
  type Attributes,
  type Constant,
  type ConstantData,
  type Graph,
  type GraphDType,
  type Node,
  newValue,
  sameShape,
  type Value,
  type ValueSpec,
} from '../graph/graph.js';
import { renameOutputs } from '../graph/rewrite.js';
import { kernels } from './index.js';
import type { Emit, Kernel } from './kernel.js';

export const kernelByName: ReadonlyMap<string, Kernel> = new Map(
  kernels.map((kernel) => [kernel.name, kernel]),
);

/**
 * A graph of tfjs kernels -> a graph of ONNX operators, node by node, by the kernels' own rules; `exact` as in
 * Emit.
 */
export function lower(graph: Graph, exact = false): Graph {
  const emitter = new Emitter(exact);
  const lowered = new Map<Value, Value>();
  const current = (value: Value) => lowered.get(value) ?? value;
  for (const node of graph.nodes) {
    const kernel = kernelByName.get(node.op);
    if (!kernel) throw new Error(`kernel ${node.op} was traced but has no row`);
    emitter.scope = node.scope;
    const inputs = node.inputs.map((value) => current(value!));
    const result = kernel.lower(inputs, node.attributes, node.outputs, emitter);
    const outputs = Array.isArray(result) ? (result as readonly Value[]) : [result as Value];
    node.outputs.forEach((output, i) => {
      const by = outputs[i]!;
      if (!sameShape(output.shape, by.shape) || output.dtype !== by.dtype) {
        throw new Error(
          `lowering ${node.op} in ${node.scope} made ${by.dtype}[${by.shape}] of ${output.dtype}[${output.shape}]`,
        );
      }
      lowered.set(output, by);
    });
  }
  const constants = [...graph.constants, ...emitter.constants];
  return renameOutputs({ ...graph, constants, nodes: emitter.nodes }, current);
}

/** The text of a number that no other has: `String` writes both zeros alike. */
const exact = (number: unknown) => (Object.is(number, -0) ? '-0' : String(number));

/** Collects nodes; equal small constants are made once. */
class Emitter implements Emit {
  scope = '';
  readonly nodes: Node[] = [];
  readonly constants: Constant[] = [];
  private readonly known = new Map<string, Value>();

  constructor(readonly exact: boolean) {}

  op(
    op: string,
    inputs: readonly (Value | undefined)[],
    output: ValueSpec,
    attributes: Attributes = {},
  ): Value {
    return this.ops(op, inputs, [output], attributes)[0]!;
  }

  ops(
    op: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly ValueSpec[],
    attributes: Attributes = {},
  ): Value[] {
    const values = outputs.map(newValue);
    this.nodes.push({ op, inputs, attributes, outputs: values, scope: this.scope });
    return values;
  }

  constant(data: ConstantData, shape: readonly number[], dtype: GraphDType): Value {
    const key =
      data.length <= 16 ? `${dtype}[${shape}]${Array.from(data as Iterable<unknown>, exact)}` : undefined;
    const known = key === undefined ? undefined : this.known.get(key);
    if (known) return known;
    const value = newValue({ shape, dtype });
    this.constants.push({ value, data });
    if (key !== undefined) this.known.set(key, value);
    return value;
  }

  int64(numbers: readonly number[]): Value {
    return this.constant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
  }
}
