import { createHash } from 'node:crypto';
import { sizeOf } from '../../arrays.js';

/**
 * Safetensors (https://github.com/huggingface/safetensors): 8 bytes with the length of the header, a header in
 * JSON, raw little-endian arrays. Every reader of that format opens these files. What dlx adds is the first entry
 * of the header's `__metadata__`: the sha256, in hex, of the whole file without those 64 digits.
 */

export type StoredArray =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'F64'; readonly shape: readonly number[]; readonly data: Float64Array };

/** What a file holds. */
export interface Stored {
  readonly arrays: ReadonlyMap<string, StoredArray>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Says what is wrong with a file's bytes, as the end of a sentence that begins with its name. */
export class DamagedFile extends Error {}

const BYTES = { F32: 4, F64: 8 } as const;
const PREFIX = '{"__metadata__":{"sha256":"';
/** Where the 64 digits stand. */
const DIGITS = 8 + PREFIX.length;
const DATA = DIGITS + 64;
/** The most that other readers take. */
const MAX_HEADER = 100_000_000;
/** One update of a hash takes less than 2 GiB. */
const PIECE = 2 ** 30;

/** The file in pieces, views of the arrays among them: nothing large is copied. Throws a RangeError past 100 MB of metadata. */
export function encode({ arrays, metadata }: Stored): Uint8Array[] {
  // Wide elements first: then all lie at multiples of their size.
  const entries = [...arrays].sort(([, a], [, b]) => BYTES[b.dtype] - BYTES[a.dtype]);
  let end = 0;
  const tensors = entries.map(([name, { dtype, shape, data }]) => {
    const begin = end;
    end += data.byteLength;
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`;
  });
  const notes = [...metadata].map(([key, text]) => `,${JSON.stringify(key)}:${JSON.stringify(text)}`);
  const text = `${PREFIX}${'0'.repeat(64)}"${notes.join('')}}${tensors.map((entry) => `,${entry}`).join('')}}`;
  const length = Math.ceil(Buffer.byteLength(text) / 8) * 8;
  if (length > MAX_HEADER) throw new RangeError(`a header of ${length} bytes, ${MAX_HEADER} are possible`);
  const head = Buffer.alloc(8 + length, ' ');
  head.writeBigUInt64LE(BigInt(length));
  head.write(text, 8);
  const pieces = [
    head,
    ...entries.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
  head.write(digest(pieces), DIGITS);
  return pieces;
}

function digest([head, ...rest]: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of [head!.subarray(0, DIGITS), head!.subarray(DATA), ...rest]) {
    for (let from = 0; from < piece.length; from += PIECE) hash.update(piece.subarray(from, from + PIECE));
  }
  return hash.digest('hex');
}

/**
 * The content of a file, copied out of its bytes. Nothing is believed before the sum agrees, and no size that the
 * header claims is used before it has been held against the number of bytes.
 *
 * @throws DamagedFile for whatever is not exactly what `encode` makes.
 */
export function decode(bytes: Uint8Array): Stored {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < DATA) throw new DamagedFile(`ends at byte ${buffer.length}: it is cut off`);
  if (buffer.toString('latin1', 8, DIGITS) !== PREFIX) throw new DamagedFile('is no checkpoint of dlx');
  if (digest([buffer]) !== buffer.toString('latin1', DIGITS, DATA)) {
    throw new DamagedFile('does not agree with its checksum: it is cut off or damaged');
  }
  const length = Number(buffer.readBigUInt64LE());
  if (length > MAX_HEADER || 8 + length > buffer.length) {
    throw new DamagedFile(`claims a header of ${length} bytes in a file of ${buffer.length}`);
  }
  const { __metadata__: metadata, ...tensors } = header(buffer.toString('utf8', 8, 8 + length));
  const data = buffer.subarray(8 + length);
  const arrays = new Map<string, StoredArray>();
  let end = 0;
  for (const [name, entry] of Object.entries(tensors)) {
    const array = arrayOf(name, entry, data, end);
    arrays.set(name, array);
    end += array.data.byteLength;
  }
  if (end !== data.length)
    throw new DamagedFile(`holds ${data.length} bytes of data, its header names ${end}`);
  if (typeof metadata !== 'object' || metadata === null) throw new DamagedFile('has no metadata');
  const notes = Object.entries(metadata).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'sha256',
  );
  return { arrays, metadata: new Map(notes) };
}

function header(text: string): { readonly [name: string]: unknown } {
  try {
    return JSON.parse(text) as { readonly [name: string]: unknown };
  } catch {
    throw new DamagedFile('has a header that is not JSON');
  }
}

/** One array, which has to begin where the one before it ended. */
function arrayOf(name: string, entry: unknown, data: Buffer, begin: number): StoredArray {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as { [key: string]: unknown };
  const wrong = (what: string) => new DamagedFile(`has an array ${JSON.stringify(name)} ${what}`);
  if (dtype !== 'F32' && dtype !== 'F64')
    throw wrong(`of type ${JSON.stringify(dtype)}, expected F32 or F64`);
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) throw wrong('without shape or place');
  const size = sizeOf(shape) * BYTES[dtype];
  if (offsets[0] !== begin || offsets[1] !== begin + size || begin + size > data.length) {
    throw wrong(`at [${offsets}], expected ${size} bytes from ${begin} on in a file of ${data.length}`);
  }
  // A copy in a memory of its own, so that it lies as its elements need it.
  const { buffer } = new Uint8Array(data.subarray(begin, begin + size));
  return dtype === 'F32'
    ? { dtype, shape, data: new Float32Array(buffer) }
    : { dtype, shape, data: new Float64Array(buffer) };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
