import type { TypedArray } from '../arrays.js';

/** Element types inside a graph: int64 exists for the operands of some ONNX operators only. */
export type GraphDType = 'float32' | 'int32' | 'int64' | 'uint8' | 'bool';

/** A tensor in a graph. Values are compared by identity; the id is for printing. */
export interface Value {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: GraphDType;
}

export type ValueSpec = Pick<Value, 'shape' | 'dtype'>;

export type Attribute = number | string | boolean | readonly number[] | readonly string[] | undefined;
export type Attributes = { readonly [name: string]: Attribute };

/** One operation. `op` is a tfjs kernel in a traced graph and an ONNX operator in a lowered one. */
export interface Node {
  readonly op: string;
  /** ONNX operators may leave an optional input out: undefined. */
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
  /** Where it came from: a layer's name, `loss`, `metrics`; gradients carry that of what they derive. */
  readonly scope: string;
}

export interface Named {
  readonly name: string;
  readonly value: Value;
}

export type ConstantData = TypedArray | BigInt64Array;

export interface Constant {
  readonly value: Value;
  readonly data: ConstantData;
}

/** Straight-line code: nodes stand in an order in which every value is made before it is used. */
export interface Graph {
  readonly inputs: readonly Named[];
  readonly constants: readonly Constant[];
  readonly nodes: readonly Node[];
  readonly outputs: readonly Named[];
}

let next = 0;

/** A new value; ids grow, so that a graph prints the same however many were made before (see print.ts). */
export function newValue(spec: ValueSpec): Value {
  return { id: next++, shape: [...spec.shape], dtype: spec.dtype };
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** The node that makes each value. */
export function producers(graph: Graph): Map<Value, Node> {
  const map = new Map<Value, Node>();
  for (const node of graph.nodes) for (const output of node.outputs) map.set(output, node);
  return map;
}

/** How many times each value is used, as an operand or as an output of the graph. */
export function uses(graph: Graph): Map<Value, number> {
  const map = new Map<Value, number>();
  const count = (value: Value | undefined) => {
    if (value) map.set(value, (map.get(value) ?? 0) + 1);
  };
  for (const node of graph.nodes) node.inputs.forEach(count);
  for (const output of graph.outputs) count(output.value);
  return map;
}

export function constantsOf(graph: Graph): Map<Value, ConstantData> {
  return new Map(graph.constants.map(({ value, data }) => [value, data]));
}
