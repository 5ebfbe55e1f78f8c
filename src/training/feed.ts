import { allocate, type DType, type NDArray, sizeOf, type TypedArray } from '../arrays.js';
import { gather } from '../datasets/batches.js';
import type { Rows } from '../datasets/dataset.js';
import { instantiate } from '../wasm.js';

/** Puts batches of rows into buffers that programs read. */
export interface Feed {
  /** Room for the largest batch; smaller ones take the beginning. */
  readonly x: TypedArray;
  readonly y: TypedArray;
  /** How much the rows count, where they have weights. */
  readonly v?: TypedArray;
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
  const bytes = arraysOf(rows).reduce((sum, [, { data }]) => sum + data.byteLength, 0);
  return bytes <= MAX_COPIED ? wasmFeed(rows, batch) : plainFeed(rows, batch);
}

/** Arrays of rows, by the name of the input that takes them. */
function arraysOf({ x, y, w }: Rows): (readonly ['x' | 'y' | 'v', NDArray])[] {
  return [['x', x], ['y', y], ...(w ? [['v', w] as const] : [])];
}

/** A feed in JavaScript, in the order of the rows unless told otherwise. */
export function plainFeed(rows: Rows, batch: number): Feed {
  const parts = arraysOf(rows).map(([name, array]) => {
    const { dtype, shape } = array;
    return { name, array, buffer: allocate(dtype, batch * sizeOf(shape.slice(1))) };
  });
  let order: Int32Array = Int32Array.from({ length: rows.x.shape[0]! }, (_, i) => i);
  return {
    ...buffersOf(parts),
    fill(start, count) {
      for (const { array, buffer } of parts) gather(array, order, start, count, buffer);
    },
    reorder(next) {
      order = next;
    },
  };
}

function buffersOf(parts: readonly { readonly name: 'x' | 'y' | 'v'; readonly buffer: TypedArray }[]) {
  const buffers = Object.fromEntries(parts.map(({ name, buffer }) => [name, buffer]));
  return buffers as { readonly [name in 'x' | 'y']: TypedArray } & { readonly v?: TypedArray };
}

interface GatherKernel {
  gather(order: number, count: number, width: number, source: number, target: number): void;
}

/** The same with rows, order and buffers in one WebAssembly memory: no view and no garbage for every row. */
function wasmFeed(rows: Rows, batch: number): Feed {
  const count = rows.x.shape[0]!;
  let end = 0;
  const place = (bytes: number) => {
    const address = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return address;
  };
  const orderAt = place(4 * count);
  const sources = arraysOf(rows).map(([name, array]) => {
    const width = array.data.byteLength / count;
    return { name, array, width, source: place(count * width) };
  });
  const places = sources.map((one) => ({ ...one, target: place(batch * one.width) }));
  const { memory, exports } = instantiate<GatherKernel>(end);
  const order = new Int32Array(memory, orderAt, count);
  for (let i = 0; i < count; i++) order[i] = i;
  const parts = places.map(({ array: { dtype, data }, ...at }) => {
    view(memory, dtype, at.source, data.length).set(data);
    return { ...at, buffer: view(memory, dtype, at.target, (batch * data.length) / count) };
  });
  return {
    ...buffersOf(parts),
    fill(start, size) {
      for (const { width, source, target } of parts) {
        exports.gather(orderAt + 4 * start, size, width, source, target);
      }
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
