import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import type { Content } from './content.js';
import { inflateHead, MOST_DEFLATED } from './deflate.js';
import { badFile, type OpenFile, readBytes, shownPath } from './file.js';
import { checkMemory } from './memory.js';

/** Ends every gzip file: a checksum and the unpacked size modulo 2^32, little-endian (RFC 1952). */
const TRAILER = 8;
/** The header's ten bytes, two of an empty block, the trailer: nothing is shorter. */
const LEAST = 20;
/** Content up to this size is unpacked in one piece: pieces have to be joined, which takes twice the memory. */
const ONE_PIECE = 2 ** 26;

const unpackInPool = promisify(gunzip);

export async function isGzip(file: OpenFile): Promise<boolean> {
  return file.size >= 2 && (await readBytes(file, 0, 2)).readUInt16BE(0) === 0x1f8b;
}

/**
 * The content of a gzip file. Nothing that it claims about itself is believed: what comes out is counted,
 * no more of it is made than was expected, and its checksum is verified.
 */
export function gzipContent(file: OpenFile): Content {
  const read = async (size: number, what: string) => {
    if (size > file.size * MOST_DEFLATED) {
      const most = `its ${file.size} bytes unpack to ${file.size * MOST_DEFLATED} at most`;
      throw damaged(file, `${most}, expected ${size} for ${what}`);
    }
    checkMemory(size, 'unpacking it', { file: shownPath(file.path) });
    const bytes = await unpack(file, size, what);
    if (bytes.length !== size)
      throw badFile(file, `unpacks to ${bytes.length} bytes, expected ${size} for ${what}`);
    return bytes;
  };
  return {
    head: (length) =>
      inflateHead(
        file.size,
        length,
        (count) => readBytes(file, 0, count),
        (packed) => unpackStart(file, packed),
      ),
    // The size in the trailer is that of the last member of several: one that differs is no proof.
    async check(size, what) {
      if ((await trailerSize(file)) !== size % 2 ** 32) await read(size, what);
    },
    read,
  };
}

async function trailerSize(file: OpenFile): Promise<number | undefined> {
  if (file.size < LEAST) return undefined;
  return (await readBytes(file, file.size - TRAILER, TRAILER)).readUInt32LE(4);
}

/** @throws UserError for more than `size` bytes, an end that is missing or a wrong checksum. */
async function unpack(file: OpenFile, size: number, what: string): Promise<Buffer> {
  const packed = await readBytes(file, 0, file.size);
  try {
    const chunkSize = Math.min(Math.max(size + 1, constants.Z_MIN_CHUNK), ONE_PIECE);
    return await unpackInPool(packed, { maxOutputLength: Math.max(1, size), chunkSize });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw badFile(file, `unpacks to more than the ${size} bytes expected for ${what}`);
    if (code !== 'Z_BUF_ERROR') throw damaged(file, message);
    const found = unpackStart(file, packed, size + 1).length;
    const cut = `is cut off: it ends after ${file.size} bytes, which unpack to ${found}`;
    throw badFile(file, `${cut}, expected ${size} for ${what} and a checksum`, COPY_AGAIN);
  }
}

/** What can be unpacked of bytes that end too early. */
function unpackStart(file: OpenFile, packed: Buffer, maxOutputLength?: number): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength });
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
}

const COPY_AGAIN = 'copy or download the file again';

function damaged(file: OpenFile, reason: string) {
  return badFile(file, `is damaged: it starts as a gzip file, but ${reason}`, COPY_AGAIN);
}
