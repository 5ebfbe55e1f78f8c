import { BYTES, formatShape, type NDArray, sizeOf } from '../../arrays.js';
import { badFile, type DataFile, type OpenFile, plainBytes, readBytes, withFile } from './file.js';

/** Bytes of the header of an idx file: a magic number and one size an axis, all big-endian. */
const headerSize = (rank: number) => 4 + 4 * rank;

/**
 * Sizes of the axes of an idx file of unsigned bytes (the format of MNIST), checked against its length.
 *
 * @throws UserError if the header or the length is not what was expected.
 */
export async function idxShape(file: OpenFile, rank: number): Promise<number[]> {
  const header = await readBytes(file, 0, headerSize(rank));
  const magic = header.readUInt32BE(0);
  if (magic !== 0x0800 + rank) {
    throw badFile(
      file,
      `starts with ${magic}, expected ${0x0800 + rank} (an idx file of bytes with ${rank} axes)`,
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => header.readUInt32BE(4 + 4 * axis));
  const expected = headerSize(rank) + sizeOf(shape) * BYTES.uint8;
  if (file.size !== expected) {
    throw badFile(
      file,
      `has ${file.size} bytes, expected ${expected} for the ${formatShape(shape)} of its header`,
    );
  }
  return shape;
}

/** An idx file as uint8: the array is a view into the buffer that the file was read into. */
export async function readIdx(file: DataFile, rank: number): Promise<NDArray<Uint8Array>> {
  return withFile(file, async (open) => {
    const shape = await idxShape(open, rank);
    const bytes = await readBytes(open, 0, open.size);
    return { shape, dtype: 'uint8', data: plainBytes(bytes, headerSize(rank)) };
  });
}
