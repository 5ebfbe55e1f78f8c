import { allocate, type DType, type NDArray, sizeOf, type TypedArray } from '../arrays.js';
import { gather } from '../datasets/batches.js';
import type { Rows } from '../datasets/dataset.js';
import { instantiate } from '../wasm.js';

/** Puts batches of rows into two buffers that programs read. */
export interface Feed {
  /** Room for the largest batch; smaller ones take the beginning. */
  readonly x: TypedArray;
  readonly y: TypedArray;
  /** Tells a feed whose rows change from epoch to epoch that one begins; before `reorder`. */
  begin?(epoch: number): void;
  /** Gathers the rows order[start .. start + count]. */
  fill(start: number, count: number): void;
  /** The order for all that follows: as many numbers as there are rows. */
  reorder(order: Int32Array): void;
  /** Ends threads that the feed has started. */
  release?(): void;
}

/** Rows up to this size are copied once into WebAssembly memory, where gathering them takes half the time. */
export const MAX_COPIED = 2 ** 29;

/** A feed for random orders. */
export function trainingFeed(rows: Rows, batch: number): Feed {
  const bytes = rows.x.data.byteLength + rows.y.data.byteLength;
  return bytes <= MAX_COPIED ? wasmFeed(rows, batch) : plainFeed(rows, batch);
}

/** A feed in JavaScript, in the order of the rows unless told otherwise. */
export function plainFeed(rows: Rows, batch: number): Feed {
  const buffer = ({ dtype, shape }: NDArray) => allocate(dtype, batch * sizeOf(shape.slice(1)));
  const [x, y] = [buffer(rows.x), buffer(rows.y)];
  let order: Int32Array = Int32Array.from({ length: rows.x.shape[0]! }, (_, i) => i);
  return {
    x,
    y,
    fill(start, count) {
      gather(rows.x, order, start, count, x);
      gather(rows.y, order, start, count, y);
    },
    reorder(next) {
      order = next;
    },
  };
}

interface GatherKernel {
  gather(order: number, count: number, width: number, source: number, target: number): void;
}

/** The same with rows, order and buffers in one WebAssembly memory: no view and no garbage for every row. */
function wasmFeed(rows: Rows, batch: number): Feed {
  const count = rows.x.shape[0]!;
  const width = (array: NDArray) => array.data.byteLength / count;
  const [wide, narrow] = [width(rows.x), width(rows.y)];
  let end = 0;
  const place = (bytes: number) => {
    const address = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return address;
  };
  const at = {
    order: place(4 * count),
    x: place(count * wide),
    y: place(count * narrow),
    batchX: place(batch * wide),
    batchY: place(batch * narrow),
  };
  const { memory, exports } = instantiate<GatherKernel>(end);
  const order = new Int32Array(memory, at.order, count);
  view(memory, rows.x.dtype, at.x, rows.x.data.length).set(rows.x.data);
  view(memory, rows.y.dtype, at.y, rows.y.data.length).set(rows.y.data);
  for (let i = 0; i < count; i++) order[i] = i;
  return {
    x: view(memory, rows.x.dtype, at.batchX, (batch * rows.x.data.length) / count),
    y: view(memory, rows.y.dtype, at.batchY, (batch * rows.y.data.length) / count),
    fill(start, size) {
      exports.gather(at.order + 4 * start, size, wide, at.x, at.batchX);
      exports.gather(at.order + 4 * start, size, narrow, at.y, at.batchY);
    },
    reorder: (next) => order.set(next),
  };
}

function view(memory: ArrayBuffer, dtype: DType, address: number, length: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(memory, address, length);
  return dtype === 'int32'
    ? new Int32Array(memory, address, length)
    : new Uint8Array(memory, address, length);
}
