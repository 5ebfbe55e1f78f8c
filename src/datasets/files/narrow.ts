import type { TypedArray } from '../../arrays.js';

/** An element that does not fit, by its position in the file. */
export class Unfit extends Error {
  constructor(
    readonly position: number,
    readonly found: string,
    readonly expected: string,
  ) {
    super(found);
  }
}

const INT32 = 'an integer from -2147483648 to 2147483647 (int32)';

/** @throws Unfit for the first NaN or infinity. */
export function checkFinite(data: TypedArray): void {
  for (let i = 0; i < data.length; i++) {
    // Subtracting a number from itself gives NaN for NaN and the infinities only.
    if ((data[i] as number) - (data[i] as number) !== 0)
      throw new Unfit(i, String(data[i]), 'finite numbers');
  }
}

/** float64 -> float32. @throws Unfit for the first finite number that float32 has no room for. */
export function doublesToSingles(bytes: Uint8Array): Float32Array {
  const wide = view(Float64Array, bytes);
  const data = new Float32Array(wide);
  for (let i = 0; i < data.length; i++) {
    if (Math.abs(data[i] as number) === Number.POSITIVE_INFINITY && Number.isFinite(wide[i])) {
      throw new Unfit(i, String(wide[i]), 'numbers up to 3.4e38 (float32)');
    }
  }
  return data;
}

/** 64-bit integers are looked at as pairs of words: the upper one must repeat the sign of the lower.  @throws Unfit for the first beyond int32. */
export function signedToInts(bytes: Uint8Array): Int32Array {
  const words = view(Int32Array, bytes);
  const data = new Int32Array(words.length / 2);
  for (let i = 0; i < data.length; i++) {
    const low = words[2 * i] as number;
    if (words[2 * i + 1] !== low >> 31) throw tooWide(i, view(BigInt64Array, bytes)[i]);
    data[i] = low;
  }
  return data;
}

/** uint64 -> int32. @throws Unfit for the first beyond int32. */
export function unsignedToInts(bytes: Uint8Array): Int32Array {
  const words = view(Int32Array, bytes);
  const data = new Int32Array(words.length / 2);
  for (let i = 0; i < data.length; i++) {
    const low = words[2 * i] as number;
    if (words[2 * i + 1] !== 0 || low < 0) throw tooWide(i, view(BigUint64Array, bytes)[i]);
    data[i] = low;
  }
  return data;
}

/** 32-bit unsigned integers seen as signed: those past the range show as negative. */
export function checkedInts(data: Int32Array, bytes: Uint8Array, original: View<Uint32Array>): Int32Array {
  const wrong = data.findIndex((value) => value < 0);
  if (wrong >= 0) throw tooWide(wrong, view(original, bytes)[wrong]);
  return data;
}

const tooWide = (position: number, value: unknown) => new Unfit(position, String(value), INT32);

interface View<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): A;
}

/** The same bytes as other elements; copied only where they are not aligned. */
export function view<A>(type: View<A>, bytes: Uint8Array): A {
  const width = type.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  return new type(aligned.buffer, aligned.byteOffset, aligned.length / width);
}

/** IEEE 754 binary16 to a number. */
export function halfToSingle(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
