import type { Attribute, ConstantData, Graph, Node, Value } from './graph.js';

/**
 * A graph as text, one line a value, numbered in order of appearance:
 *
 *     %5 = Gemm(%3, %1, %2) {transB: 1} : float32[64,128]  # dense
 */
export function printGraph(graph: Graph): string {
  const names = new Map<Value, string>();
  const name = (value: Value | undefined) => {
    if (!value) return '_';
    if (!names.has(value)) names.set(value, `%${names.size}`);
    return names.get(value) as string;
  };
  const lines: string[] = [];
  for (const input of graph.inputs) {
    lines.push(`${name(input.value)} = input ${JSON.stringify(input.name)} : ${type(input.value)}`);
  }
  for (const { value, data } of graph.constants) {
    lines.push(`${name(value)} = constant ${printData(data)} : ${type(value)}`);
  }
  for (const node of graph.nodes) lines.push(printNode(node, name));
  for (const output of graph.outputs)
    lines.push(`return ${JSON.stringify(output.name)} = ${name(output.value)}`);
  return `${lines.join('\n')}\n`;
}

function printNode(node: Node, name: (value: Value | undefined) => string): string {
  const operands = node.inputs.map(name).join(', ');
  const entries = Object.entries(node.attributes).filter(([, attribute]) => attribute !== undefined);
  const attributes = entries.map(([key, attribute]) => `${key}: ${printAttribute(attribute)}`).join(', ');
  const outputs = node.outputs.map(name).join(', ');
  const types = node.outputs.map(type).join(', ');
  const scope = node.scope ? `  # ${node.scope}` : '';
  return `${outputs} = ${node.op}(${operands})${attributes ? ` {${attributes}}` : ''} : ${types}${scope}`;
}

const type = (value: Value) => `${value.dtype}[${value.shape.join(',')}]`;

const printAttribute = (attribute: Attribute) =>
  Array.isArray(attribute) ? `[${attribute.join(',')}]` : String(attribute);

/** Up to eight elements, or the one that all are equal to. */
function printData(data: ConstantData): string {
  const items = Array.from(data.subarray(0, 8) as Iterable<number | bigint>, String);
  if (data.length <= 8) return `[${items.join(', ')}]`;
  if (isUniform(data)) return `all ${items[0]}`;
  return `[${items.join(', ')}, ...]`;
}

/** Whether all elements are the same. */
export function isUniform(data: ConstantData): boolean {
  for (let i = 1; i < data.length; i++) if (!Object.is(data[i], data[0])) return false;
  return true;
}
