import type { DataId, DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { allocate } from '../arrays.js';
import {
  type Attributes,
  type Constant,
  type Graph,
  type GraphDType,
  type Named,
  type Node,
  newValue,
  type Value,
  type ValueSpec,
} from '../graph/graph.js';
import type { Kernel } from '../kernels/kernel.js';

/** What a traced function may be given: uint8 becomes int32 at once, since tfjs has no such type. */
export interface TraceInput {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'uint8' | 'bool';
}

/** Thrown when the function reads a tensor's numbers, which a trace does not have. */
export class ReadWhileTracing extends Error {
  constructor(scope = '') {
    super(
      `${scope || 'the step'} read the numbers of a tensor (dataSync, arraySync, print) while it was traced, when there are none: it must be made of tensor operations only`,
    );
  }
}

/** Writes down what tfjs would have computed. One recorder per trace. */
export class Recorder {
  /** Name of the layer (or part of the step) that is being traced. */
  scope = '';
  private readonly inputs: Named[] = [];
  private readonly constants: Constant[] = [];
  private readonly nodes: Node[] = [];
  private readonly values = new WeakMap<object, Value>();
  private readonly scopes = new WeakMap<object, string>();

  input({ name, shape, dtype }: TraceInput): TensorInfo {
    const value = newValue({ shape, dtype });
    this.inputs.push({ name, value });
    if (dtype !== 'uint8') return this.tensor(value);
    const wide = newValue({ shape, dtype: 'int32' });
    this.nodes.push({
      op: 'Cast',
      inputs: [value],
      attributes: { dtype: 'int32' },
      outputs: [wide],
      scope: this.scope,
    });
    return this.tensor(wide);
  }

  /** A constant of the traced function, such as a learning rate or a fitted mean: copied. */
  constant(values: ArrayLike<number>, shape: readonly number[], dtype: DataType): DataId {
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
      throw new Error(`a constant of type ${dtype} cannot be traced`);
    }
    const data = allocate(dtype, values.length);
    data.set(values);
    const value = newValue({ shape, dtype });
    this.constants.push({ value, data });
    return this.tensor(value).dataId;
  }

  record(kernel: Kernel, inputs: readonly TensorInfo[], attributes: Attributes): TensorInfo | TensorInfo[] {
    const operands = inputs.map((input) => this.valueOf(input));
    const specs = kernel.shape(operands, attributes);
    const several = Array.isArray(specs);
    const outputs = (several ? (specs as readonly ValueSpec[]) : [specs as ValueSpec]).map(newValue);
    this.nodes.push({
      op: kernel.name,
      inputs: operands,
      attributes: { ...attributes },
      outputs,
      scope: this.scope,
    });
    const infos = outputs.map((value) => this.tensor(value));
    return several ? infos : infos[0]!;
  }

  /** The scope in which a tensor was made. */
  scopeOf(tensor: TensorInfo): string {
    return this.scopes.get(tensor.dataId) ?? '';
  }

  graph(outputs: Readonly<Record<string, TensorInfo>>): Graph {
    const named = Object.entries(outputs).map(([name, tensor]) => ({ name, value: this.valueOf(tensor) }));
    return { inputs: this.inputs, constants: this.constants, nodes: this.nodes, outputs: named };
  }

  private tensor(value: Value): TensorInfo {
    const dataId = {};
    this.values.set(dataId, value);
    this.scopes.set(dataId, this.scope);
    return { dataId, shape: [...value.shape], dtype: value.dtype as Exclude<GraphDType, 'int64' | 'uint8'> };
  }

  /** tfjs reshapes and clones by sharing data: the shape asked for is the tensor's, the value is the data's. */
  private valueOf(tensor: TensorInfo): Value {
    const value = this.values.get(tensor.dataId);
    if (!value) throw new Error('a tensor made outside of the trace was used in it');
    return value;
  }
}

/** The backend that tfjs sees. It holds no numbers; everything it is told goes to the recorder. */
export function recordingBackend(base: typeof KernelBackend, recorder: () => Recorder): KernelBackend {
  return new (class extends base {
    override write(values: unknown, shape: number[], dtype: DataType): DataId {
      return recorder().constant(values as ArrayLike<number>, shape, dtype);
    }
    override read(): never {
      throw new ReadWhileTracing();
    }
    override readSync(): never {
      throw new ReadWhileTracing();
    }
    override disposeData(): boolean {
      return true;
    }
    override numDataIds(): number {
      return 0;
    }
    override incRef(): void {}
    decRef(): void {}
    override refCount(): number {
      return 1;
    }
    override memory() {
      return { unreliable: true };
    }
    override floatPrecision(): 32 {
      return 32;
    }
    override epsilon(): number {
      return 1e-7;
    }
    override dispose(): void {}
  })();
}
