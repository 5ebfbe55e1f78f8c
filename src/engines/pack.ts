import { sizeOf, type TypedArray } from '../arrays.js';
import { type Constant, type Graph, type Named, type Node, newValue, type Value } from '../graph/graph.js';

/** Up to this many elements a tensor costs more as an operand of its own (some microseconds) than as a copy. */
const SMALL = 4096;

type Buffers = Readonly<Record<string, TypedArray>>;

export interface Packed {
  readonly graph: Graph;
  readonly from: Buffers;
  readonly to: Buffers;
}

/**
 * w0, w1, ... -> Split(w), and g0, g1, ... -> Concat(g), for small float32 inputs and outputs whose buffers lie
 * one behind the other in one memory, as the weights of a model do: few, flat tensors cross into the runtime.
 */
export function pack(graph: Graph, from: Buffers, to: Buffers): Packed {
  const before: Node[] = [];
  const after: Node[] = [];
  const constants: Constant[] = [...graph.constants];
  const int64 = (numbers: readonly number[]) => {
    const value = newValue({ shape: [numbers.length], dtype: 'int64' });
    constants.push({ value, data: BigInt64Array.from(numbers, BigInt) });
    return value;
  };
  const node = (op: string, inputs: readonly Value[], outputs: readonly Value[], axis?: number): Node => ({
    op,
    inputs,
    outputs,
    attributes: axis === undefined ? { allowzero: 1 } : { axis },
    scope: 'pack',
  });
  const flatOf = (shape: readonly number[]) => newValue({ shape: [sizeOf(shape)], dtype: 'float32' });
  const fed = group(graph.inputs, from, (members, flat) => {
    const parts = members.map(({ value }) => (value.shape.length === 1 ? value : flatOf(value.shape)));
    before.push(node('Split', [flat, int64(parts.map(({ shape }) => shape[0]!))], parts, 0));
    members.forEach(({ value }, i) => {
      if (parts[i] !== value) before.push(node('Reshape', [parts[i]!, int64(value.shape)], [value]));
    });
  });
  const fetched = group(graph.outputs, to, (members, flat) => {
    const parts = members.map(({ value }) => {
      if (value.shape.length === 1) return value;
      const part = flatOf(value.shape);
      after.push(node('Reshape', [value, int64(part.shape)], [part]));
      return part;
    });
    after.push(node('Concat', parts, [flat], 0));
  });
  const nodes = [...before, ...graph.nodes, ...after];
  return {
    graph: { inputs: fed.list, outputs: fetched.list, constants, nodes },
    from: fed.buffers,
    to: fetched.buffers,
  };
}

/** Puts one name in the place of each run of neighbours. */
function group(
  list: readonly Named[],
  buffers: Buffers,
  join: (members: readonly Named[], flat: Value) => void,
): { readonly list: readonly Named[]; readonly buffers: Buffers } {
  const result: Named[] = [];
  const joined: Record<string, TypedArray> = { ...buffers };
  for (const members of runs(list, buffers)) {
    if (members.length === 1) {
      result.push(members[0]!);
      continue;
    }
    const first = buffers[members[0]!.name]!;
    const size = members.reduce((sum, { value }) => sum + sizeOf(value.shape), 0);
    const name = `pack:${members[0]!.name}`;
    const value = newValue({ shape: [size], dtype: 'float32' });
    join(members, value);
    joined[name] = new Float32Array(first.buffer, first.byteOffset, size);
    result.push({ name, value });
  }
  return { list: result, buffers: joined };
}

/** The list in its order, neighbours together. */
function runs(list: readonly Named[], buffers: Buffers): Named[][] {
  const found: Named[][] = [];
  let end: { buffer: ArrayBufferLike; offset: number } | undefined;
  for (const named of list) {
    const data = buffers[named.name];
    const isSmall = data instanceof Float32Array && data.length > 0 && data.length <= SMALL;
    const follows = isSmall && end?.buffer === data.buffer && end.offset === data.byteOffset;
    if (follows) found.at(-1)!.push(named);
    else found.push([named]);
    end = isSmall ? { buffer: data.buffer, offset: data.byteOffset + data.byteLength } : undefined;
  }
  return found;
}
