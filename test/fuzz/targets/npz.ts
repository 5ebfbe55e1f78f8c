import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { readNpz } from '../../../src/datasets/files/npz.js';
import { writeNpz } from '../../../src/datasets/files/write-npz.js';
import { npz as dataset } from '../../../src/datasets/npz.js';
import { toZip64 } from '../../datasets/files/zip-tools.js';
import { each, filesIn, packed, type Target } from './target.js';

/** An .npy array with whatever header. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = Buffer.from(`${header}\n`, 'latin1');
  const start = Buffer.from('\x93NUMPY\x01\0\0\0', 'latin1');
  start[6] = version;
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(Math.min(65535, text.length));
  else length.writeUInt32LE(text.length);
  return new Uint8Array(Buffer.concat([start.subarray(0, 8), length, text, data]));
}

const dict = (descr: string, fortran: string, shape: string) =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
const zip = (members: { readonly [name: string]: Uint8Array }, level: 0 | 6 = 0) =>
  zipSync(members, { level, mtime: new Date(1980, 0, 1) });

const name = fc.oneof(
  fc.constantFrom('x_train', 'y_train', 'x_test', 'y_test', 'X_train', 'dense/kernel'),
  fc.constantFrom(
    '../../evil',
    '/etc/passwd',
    '__proto__',
    'constructor',
    'a\u0000b',
    '\u001b[2J',
    'C:\\x',
    '',
  ),
);
const array = fc
  .record({
    type: fc.constantFrom(
      'f4',
      'f8',
      'f2',
      'i1',
      'i2',
      'i4',
      'i8',
      'u1',
      'u2',
      'u4',
      'u8',
      'b1',
      'O',
      'U3',
      'x',
    ),
    order: fc.constantFrom('<', '<', '>', '|', '=', ''),
    shape: fc.array(fc.oneof(fc.nat(4), fc.constantFrom(2 ** 32, 2 ** 53, -1)), { maxLength: 4 }),
    fortran: fc.constantFrom('False', 'False', 'True', 'Maybe'),
    version: fc.constantFrom(1, 1, 2, 3, 4),
    data: fc.uint8Array({ maxLength: 40 }),
    fit: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ type, order, shape, fortran, version, data, fit }) => {
    const size = shape.reduce((a, b) => a * b, 1) * Number(type.slice(1) || 1);
    const body =
      fit > 0 && size >= 0 && size < 4000 ? Uint8Array.from({ length: size }, (_, i) => i % 3) : data;
    return npy(dict(`'${order}${type}'`, fortran, `(${shape.join(', ')},)`), body, version);
  });
const archive = fc
  .tuple(fc.dictionary(name, array, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), fc.boolean())
  .map(([arrays, level]) =>
    zip(Object.fromEntries(Object.entries(arrays).map(([key, file]) => [`${key}.npy`, file])), level ? 6 : 0),
  );

/** Sums of members that lie unpacked; a directory that leads nowhere stays as it is. */
function mend(bytes: Uint8Array): Uint8Array {
  const zipped = Buffer.from(bytes);
  let at = zipped.indexOf('PK\x01\x02', 0, 'latin1');
  for (; at >= 0 && at + 46 <= zipped.length; at = zipped.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const local = zipped.readUInt32LE(at + 42);
    if (local + 30 > zipped.length) continue;
    const start = local + 30 + zipped.readUInt16LE(local + 26) + zipped.readUInt16LE(local + 28);
    zipped.writeUInt32LE(crc32(zipped.subarray(start, start + zipped.readUInt32LE(at + 20))), at + 16);
  }
  return new Uint8Array(zipped);
}

/** Every entry of the directory leads to the same bytes: a small file that unpacks to any size. */
function overlapping(count: number): Uint8Array {
  const inner = npy(dict("'<f4'", 'False', '(100000,)'), new Uint8Array(400_000));
  const one = Buffer.from(zip({ 'a.npy': inner }, 6));
  const at = one.indexOf('PK\x01\x02', 0, 'latin1');
  const end = one.indexOf('PK\x05\x06', 0, 'latin1');
  const entries = Array.from({ length: count }, (_, i) => {
    const entry = Buffer.concat([
      one.subarray(at, at + 46),
      Buffer.from(`a${i}.npy`),
      one.subarray(at + 51, end),
    ]);
    entry.writeUInt16LE(`a${i}.npy`.length, 28);
    return entry;
  });
  const directory = Buffer.concat(entries);
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(directory.length, 12);
  return new Uint8Array(Buffer.concat([one.subarray(0, at), directory, tail]));
}

const f4 = (shape: number[], size: number) => ({
  shape,
  dtype: 'float32' as const,
  data: new Float32Array(size),
});
const small = writeNpz({
  x_train: f4([4, 3], 12),
  y_train: { shape: [4], dtype: 'int32', data: Int32Array.of(0, 1, 2, 1) },
});
const one = (header: string, data = new Uint8Array(4), version = 2) =>
  zip({ 'a.npy': npy(header, data, version) });

export const npz: Target = {
  name: 'npz',
  file: 'data.npz',
  tokens: [
    ...[
      'PK\u0001\u0002',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      'PK\u0006\u0006',
      'PK\u0006\u0007',
      '.npy',
      '../../',
    ],
    ...[
      "'descr': '<f8'",
      "'shape': (",
      "'fortran_order': True",
      ')',
      "'|O'",
      "'>i8'",
      'x_train',
      'y_test',
      '(0,)',
    ],
  ],
  structured: () => archive,
  seeds: (root) => [
    ...filesIn(join(root, 'test/datasets/fixtures'), /\.npz$/),
    small,
    new Uint8Array(toZip64(Buffer.from(small))),
    overlapping(500),
    zip({ 'a.npy': npy(dict("'<f4'", 'False', '(4000000,)'), new Uint8Array(16_000_000)) }, 6),
    one(dict("'<f4'", 'True', `(${'1,'.repeat(250_000)})`)),
    one(`${"'shape': (".repeat(90_000)}`),
    one(`'descr': '<f4', 'fortran_order': False, ${"'shape': (".repeat(90_000)}`),
    one(`'descr':${' '.repeat(500_000)}`),
    one(dict("'<f4'", 'False', `(0, ${'9007199254740991, '.repeat(40)})`), new Uint8Array(0)),
  ],
  mend,
  most: packed,
  open: (path, folder) =>
    each(
      () => dataset.describe({ path: 'data.npz' }, { folder, seed: 0 }),
      () => dataset.read({ path: 'data.npz' }, { folder, seed: 0 }),
      () => readNpz(path, 'initial_weights'),
    ),
};
