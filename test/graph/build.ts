import { allocate, type DType, sizeOf } from '../../src/arrays.js';
import {
  type Attributes,
  type Constant,
  type ConstantData,
  type Graph,
  type GraphDType,
  type Named,
  type Node,
  newValue,
  type Value,
} from '../../src/graph/graph.js';

/** Writes a graph by hand: the shape and type of every value are given, as a kernel's rule would. */
export class Builder {
  readonly inputs: Named[] = [];
  readonly constants: Constant[] = [];
  readonly nodes: Node[] = [];
  scope = '';

  input(name: string, shape: readonly number[], dtype: GraphDType = 'float32'): Value {
    const value = newValue({ shape, dtype });
    this.inputs.push({ name, value });
    return value;
  }

  constant(data: ConstantData, shape: readonly number[], dtype: GraphDType): Value {
    const value = newValue({ shape, dtype });
    this.constants.push({ value, data });
    return value;
  }

  /** One number for every element. */
  full(number: number, shape: readonly number[] = [], dtype: DType = 'float32'): Value {
    return this.constant(allocate(dtype, sizeOf(shape)).fill(number), shape, dtype);
  }

  int64(...numbers: number[]): Value {
    return this.constant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
  }

  /** `dtype` is the first input's unless given. */
  op(
    op: string,
    inputs: readonly Value[],
    shape: readonly number[],
    attributes: Attributes = {},
    dtype: GraphDType = inputs[0]!.dtype,
  ): Value {
    const output = newValue({ shape, dtype });
    this.nodes.push({ op, inputs, attributes, outputs: [output], scope: this.scope });
    return output;
  }

  cast(x: Value, to: GraphDType): Value {
    return this.op('Cast', [x], x.shape, { to }, to);
  }

  graph(outputs: Readonly<Record<string, Value>>): Graph {
    const named = Object.entries(outputs).map(([name, value]) => ({ name, value }));
    return { inputs: this.inputs, constants: this.constants, nodes: this.nodes, outputs: named };
  }
}

/** The graph whose only output is what `write` returns. */
export function build(write: (g: Builder) => Value): Graph {
  const builder = new Builder();
  return builder.graph({ y: write(builder) });
}
