import { sizeOf } from '../arrays.js';
import type { Graph, GraphDType, Value } from './graph.js';

/** What holds the numbers of a constant. */
const ARRAYS: Readonly<Record<GraphDType, string>> = {
  bool: 'Uint8Array',
  float32: 'Float32Array',
  int32: 'Int32Array',
  int64: 'BigInt64Array',
  uint8: 'Uint8Array',
};

/**
 * Throws if a graph is not well formed: every operand is made before it is used and by one maker only,
 * names are unique, constants have the type and as many elements as they say, shapes are whole numbers.
 * Run after tracing and after every pass in tests, and under DLX_VERIFY.
 */
export function verify(graph: Graph, after: string): void {
  const fail = (what: string): never => {
    throw new Error(`graph is not well formed after ${after}: ${what}`);
  };
  const made = new Set<Value>();
  const make = (value: Value, maker: string) => {
    if (made.has(value)) fail(`%${value.id} is made twice, by ${maker}`);
    if (value.shape.some((axis) => !Number.isInteger(axis) || axis < 0)) {
      fail(`%${value.id} of ${maker} has shape [${value.shape.join(',')}]`);
    }
    made.add(value);
  };
  for (const input of graph.inputs) make(input.value, `input ${input.name}`);
  for (const { value, data } of graph.constants) {
    make(value, 'a constant');
    if (data.length !== sizeOf(value.shape)) fail(`constant %${value.id} has ${data.length} elements`);
    const found = data.constructor.name;
    if (found !== ARRAYS[value.dtype]) fail(`constant %${value.id} of ${value.dtype} is an ${found}`);
  }
  for (const node of graph.nodes) {
    for (const operand of node.inputs) {
      if (operand && !made.has(operand))
        fail(`${node.op} in ${node.scope} uses %${operand.id} before it is made`);
    }
    if (node.outputs.length === 0) fail(`${node.op} in ${node.scope} makes nothing`);
    for (const output of node.outputs) make(output, node.op);
  }
  for (const output of graph.outputs) {
    if (!made.has(output.value)) fail(`output ${output.name} is never made`);
  }
  const names = [...graph.inputs, ...graph.outputs].map(({ name }) => name);
  if (new Set(names).size !== names.length) fail(`names are not unique: ${names.join(', ')}`);
}
