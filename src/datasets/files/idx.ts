import { BYTES, formatShape, type NDArray, sizeOf } from '../../arrays.js';
import type { Content } from './content.js';
import { badFile, type DataFile, type OpenFile, plainBytes, withFile } from './file.js';
import { contentOf } from './unpacked.js';

/** Bytes of the header of an idx file: a magic number and one size an axis, all big-endian. */
const headerSize = (rank: number) => 4 + 4 * rank;

/**
 * Sizes of the axes of an idx file of unsigned bytes (the format of MNIST), gzipped or not, checked against
 * its length. Of a gzipped file only the beginning is unpacked.
 *
 * @throws UserError if the header or the length is not what was expected.
 */
export async function idxShape(file: DataFile, rank: number): Promise<number[]> {
  return withFile(file, async (open) => {
    const content = await contentOf(open);
    const { shape, size, what } = await readHeader(open, content, rank);
    await content.check(size, what);
    return shape;
  });
}

/** The same file as uint8: the array is a view into the buffer that the content was read into. */
export async function readIdx(file: DataFile, rank: number): Promise<NDArray<Uint8Array>> {
  return withFile(file, async (open) => {
    const content = await contentOf(open);
    const { shape, size, what } = await readHeader(open, content, rank);
    const bytes = await content.read(size, what);
    return { shape, dtype: 'uint8', data: plainBytes(bytes, headerSize(rank)) };
  });
}

/** @returns the shape, the size that all of the content must then have, and a name for that demand */
async function readHeader(file: OpenFile, content: Content, rank: number) {
  const header = await content.head(headerSize(rank));
  if (header.length < headerSize(rank)) {
    const found = `has ${header.length} bytes`;
    throw badFile(file, `${found}, expected the ${headerSize(rank)} of an idx file's header at least`);
  }
  const magic = header.readUInt32BE(0);
  if (magic !== 0x0800 + rank) {
    throw badFile(
      file,
      `starts with ${magic}, expected ${0x0800 + rank} (an idx file of bytes with ${rank} axes)`,
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => header.readUInt32BE(4 + 4 * axis));
  const size = headerSize(rank) + sizeOf(shape) * BYTES.uint8;
  return { shape, size, what: `the ${formatShape(shape)} of its header` };
}
