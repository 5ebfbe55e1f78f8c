import { type DType, type NDArray, sizeOf, type TypedArray } from '../../arrays.js';
import {
  checkedInts,
  checkFinite,
  doublesToSingles,
  halfToSingle,
  signedToInts,
  Unfit,
  unsignedToInts,
  view,
} from './narrow.js';
import { NpyError, type NpyHeader } from './npy.js';

/** How the elements of one numpy type become an array of dlx. `bytes` are little-endian; views need alignment. */
interface ElementType {
  readonly width: number;
  readonly dtype: DType;
  /** @throws Unfit for the first element that the narrower type cannot hold. */
  narrow(bytes: Uint8Array): TypedArray;
}

function int32(width: number, narrow: ElementType['narrow']): ElementType {
  return { width, dtype: 'int32', narrow };
}
function float32(width: number, narrow: ElementType['narrow']): ElementType {
  return { width, dtype: 'float32', narrow };
}

/** Every numpy type that dlx reads, by its code without byte order. */
export const elementTypes: { readonly [code: string]: ElementType } = {
  b1: { width: 1, dtype: 'bool', narrow: (bytes) => bytes },
  f2: float32(2, (bytes) => Float32Array.from(view(Uint16Array, bytes), halfToSingle)),
  f4: float32(4, (bytes) => view(Float32Array, bytes)),
  f8: float32(8, doublesToSingles),
  i1: int32(1, (bytes) => new Int32Array(view(Int8Array, bytes))),
  i2: int32(2, (bytes) => new Int32Array(view(Int16Array, bytes))),
  i4: int32(4, (bytes) => view(Int32Array, bytes)),
  i8: int32(8, signedToInts),
  u1: { width: 1, dtype: 'uint8', narrow: (bytes) => bytes },
  u2: int32(2, (bytes) => new Int32Array(view(Uint16Array, bytes))),
  u4: int32(4, (bytes) => checkedInts(view(Int32Array, bytes), bytes, Uint32Array)),
  u8: int32(8, unsignedToInts),
};

const REFUSED: { readonly [kind: string]: string } = {
  O: 'Python objects (pickled), which can run code and are never loaded',
  U: 'text',
  S: 'text',
  c: 'complex numbers',
  M: 'dates',
  m: 'time spans',
  V: 'records',
};

/** The type of a header. @throws NpyError that says what it holds instead of numbers. */
export function elementType(header: NpyHeader): ElementType {
  const type = elementTypes[header.descr.slice(1)];
  if (type && '<>|='.includes(header.descr[0] as string)) return type;
  const kind = REFUSED[header.descr.replace(/^[<>|=]/, '')[0] ?? ''] ?? `elements of type ${header.descr}`;
  throw new NpyError(
    `holds ${kind}, expected numbers (bool, int8 to int64, uint8 to uint64, float16 to float64)`,
  );
}

/**
 * Elements of an .npy array as dlx holds them: float64 and float16 become float32; integers become int32,
 * bytes stay uint8; Fortran order becomes row-major. Takes `bytes` over and may change them.
 *
 * @throws NpyError that names the first element that is not finite or does not fit.
 */
export function decodeElements(header: NpyHeader, bytes: Uint8Array): NDArray {
  const type = elementType(header);
  if (header.descr.startsWith('>')) swapBytes(bytes, type.width);
  let data: TypedArray;
  try {
    data = type.narrow(bytes);
    if (type.dtype === 'float32') checkFinite(data);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const index = indexOf(error.position, header).join(', ');
    throw new NpyError(`has ${error.found} at index [${index}], expected ${error.expected}`);
  }
  const { shape } = header;
  return { shape, dtype: type.dtype, data: header.fortran ? toRowMajor(data, shape) : data };
}

function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; width > 1 && at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

/** The index of an element from its position in the file. */
function indexOf(position: number, { shape, fortran }: NpyHeader): number[] {
  const index = new Array<number>(shape.length);
  const axes = shape.map((_, axis) => axis);
  let rest = position;
  for (const axis of fortran ? axes : axes.reverse()) {
    index[axis] = rest % (shape[axis] as number);
    rest = Math.floor(rest / (shape[axis] as number));
  }
  return index;
}

/** First axis fastest -> last axis fastest. */
function toRowMajor(data: TypedArray, shape: readonly number[]): TypedArray {
  const out = data.slice();
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if (index[axis] !== shape[axis]) break;
      from -= (strides[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
  }
  return out;
}
