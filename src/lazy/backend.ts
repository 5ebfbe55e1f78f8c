import type { DataId, DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { allocate, sizeOf, type TypedArray } from '../arrays.js';
import type { Attributes, GraphDType, ValueSpec } from '../graph/graph.js';
import type { Kernel } from '../kernels/kernel.js';
import { checks } from './checks.js';
import { type Pending, pendingOf, workFor } from './pending.js';
import { type Programs, settle } from './programs.js';

type Computed = 'float32' | 'int32' | 'bool';

/** Text cannot be computed with, but tfjs wants to keep it somewhere. */
interface Kept {
  readonly text: unknown;
  references: number;
}

/** What the backend does beyond tfjs's interface. */
export interface LazyBackend extends KernelBackend {
  /** Notes down a kernel of dlx's table; nothing is computed yet. */
  record(kernel: Kernel, inputs: readonly TensorInfo[], attributes: Attributes): TensorInfo | TensorInfo[];
  /** A new tensor of given numbers. */
  made(data: ArrayLike<number>, shape: readonly number[], dtype: DataType): TensorInfo;
}

/**
 * A backend for tfjs that computes when a tensor is read: what the tensor depends on is lowered, rewritten and
 * compiled into one ONNX graph, run as one call, and kept. The same operations on other numbers run the same
 * compiled graph again.
 *
 * Tensors are float32, int32 or bool. Kernels that are neither in the table of src/kernels nor in fallbacks.ts
 * are unknown to tfjs, which says so.
 */
export function lazyBackend(base: typeof KernelBackend, programs: () => Programs): LazyBackend {
  return new (class extends base implements LazyBackend {
    private readonly tensors = new Map<object, Pending | Kept>();

    record(kernel: Kernel, inputs: readonly TensorInfo[], attributes: Attributes): TensorInfo | TensorInfo[] {
      const operands = inputs.map((input) => operand(this.find(input.dataId), input));
      const specs = kernel.shape(
        operands.map(({ value }) => value),
        attributes,
      );
      checks[kernel.name]?.(
        operands.map(({ value }) => value),
        operands.map(({ data }) => data),
        attributes,
      );
      const several = Array.isArray(specs);
      const outputs = (several ? (specs as readonly ValueSpec[]) : [specs as ValueSpec]).map((spec) =>
        pendingOf(spec),
      );
      const made = { op: kernel.name, inputs: operands, attributes: { ...attributes }, outputs };
      for (const output of outputs) {
        if (sizeOf(output.value.shape) === 0) settle(output, allocate(output.value.dtype as Computed, 0));
        else output.made = made;
      }
      const infos = outputs.map((output) => this.hold(output));
      return several ? infos : infos[0]!;
    }

    made(data: ArrayLike<number>, shape: readonly number[], dtype: DataType): TensorInfo {
      const dataId = this.write(data, [...shape], dtype);
      return { dataId, shape: [...shape], dtype };
    }

    override write(values: unknown, shape: number[], dtype: DataType): DataId {
      const dataId = {};
      this.tensors.set(dataId, stored(values, shape, dtype, 1));
      return dataId;
    }

    override move(
      dataId: DataId,
      values: unknown,
      shape: number[],
      dtype: DataType,
      references: number,
    ): void {
      this.tensors.set(dataId, stored(values, shape, dtype, references));
    }

    override async read(dataId: DataId) {
      return this.readSync(dataId);
    }

    override readSync(dataId: DataId) {
      const found = this.find(dataId);
      if ('text' in found) return found.text as Float32Array;
      if (!found.data) programs().run(workFor(found));
      return found.data as Float32Array;
    }

    override disposeData(dataId: DataId, force = false): boolean {
      const found = this.tensors.get(dataId);
      if (!found) return true;
      found.references--;
      if (!force && found.references > 0) return false;
      found.references = 0;
      this.tensors.delete(dataId);
      return true;
    }

    override numDataIds(): number {
      return this.tensors.size;
    }

    override incRef(dataId: DataId): void {
      const found = this.tensors.get(dataId);
      if (found) found.references++;
    }

    decRef(dataId: DataId): void {
      const found = this.tensors.get(dataId);
      if (found) found.references--;
    }

    override refCount(dataId: DataId): number {
      return this.tensors.get(dataId)?.references ?? 0;
    }

    override memory() {
      return { unreliable: false };
    }

    override timerAvailable(): boolean {
      return false;
    }

    override floatPrecision(): 32 {
      return 32;
    }

    override epsilon(): number {
      return 1e-7;
    }

    override dispose(): void {
      this.tensors.clear();
    }

    private find(dataId: DataId): Pending | Kept {
      const found = this.tensors.get(dataId);
      if (!found) throw new Error('a tensor was used that is disposed or of another backend');
      return found;
    }

    private hold(pending: Pending): TensorInfo {
      const dataId = {};
      this.tensors.set(dataId, pending);
      const { shape, dtype } = pending.value;
      return { dataId, shape: [...shape], dtype: dtype as Exclude<GraphDType, 'int64' | 'uint8'> };
    }
  })();
}

function stored(values: unknown, shape: readonly number[], dtype: DataType, references: number) {
  if (dtype === 'string' || values === null || values === undefined) return { text: values, references };
  if (dtype === 'complex64') throw new Error('backend dlx has no complex numbers');
  // Copied: operations run later, when the caller may have written other numbers into his array.
  const data = allocate(dtype as Computed, sizeOf(shape)) as TypedArray;
  data.set(values as ArrayLike<number>);
  return { ...pendingOf({ shape, dtype: dtype as Computed }, data), references };
}

/** tfjs reshapes by sharing data: the shape is the tensor's, the numbers are the data's. */
function operand(found: Pending | Kept, { shape, dtype }: TensorInfo): Pending {
  if ('text' in found)
    throw new Error(`backend dlx computes with float32, int32 and bool, not with ${dtype}`);
  const same = found.value.shape.length === shape.length && found.value.shape.every((n, i) => n === shape[i]);
  if (same) return found;
  const view = { ...pendingOf({ shape, dtype: found.value.dtype }, found.data), references: 0 };
  if (!found.data)
    view.made = { op: 'Reshape', inputs: [found], attributes: { shape: [...shape] }, outputs: [view] };
  return view;
}
