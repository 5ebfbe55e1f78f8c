import { zipSync } from 'fflate';
import type { DType, NDArray } from '../../arrays.js';

const CODES: Readonly<Record<DType, string>> = { float32: '<f4', int32: '<i4', uint8: '|u1', bool: '|b1' };

/** The bytes of an .npz file that numpy.load reads: stored, not deflated, as numpy.savez writes it. */
export function writeNpz(arrays: { readonly [name: string]: NDArray }): Uint8Array {
  const members = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyBytes(array)] as const);
  // A fixed date makes equal arrays equal files; 1980 is the first that zip can hold.
  return zipSync(Object.fromEntries(members), { level: 0, mtime: new Date(1980, 0, 1) });
}

function npyBytes({ shape, dtype, data }: NDArray): Uint8Array {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${CODES[dtype]}', 'fortran_order': False, 'shape': (${axes}), }`;
  // numpy pads the header so that elements start at a multiple of 64.
  const header = Buffer.from(
    `\x93NUMPY\x01\0\0\0${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`,
    'latin1',
  );
  header.writeUInt16LE(header.length - 10, 8);
  return Buffer.concat([header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}
