import { badFile, type OpenFile, readBytes } from './file.js';
import { gzipContent, isGzip } from './gzip.js';

/** What is in a file, whether it is packed or not. Sizes are of the content, in bytes. */
export interface Content {
  /** The first bytes: fewer only where there are no more. */
  head(length: number): Promise<Buffer>;
  /**
   * Whether there are exactly `size` bytes, as cheaply as that can be known.
   *
   * @param what says where the number comes from, such as `the 60000x28x28 of its header`
   * @throws UserError with both numbers
   */
  check(size: number, what: string): Promise<void>;
  /** All bytes, in a buffer of their own. @throws UserError as `check` does */
  read(size: number, what: string): Promise<Buffer>;
}

/** The content of a file. What is gzipped is known by its first bytes, whatever its name says. */
export async function contentOf(file: OpenFile): Promise<Content> {
  return (await isGzip(file)) ? gzipContent(file) : plainContent(file);
}

function plainContent(file: OpenFile): Content {
  const check = async (size: number, what: string) => {
    if (file.size !== size) throw badFile(file, `has ${file.size} bytes, expected ${size} for ${what}`);
  };
  return {
    head: (length) => readBytes(file, 0, Math.min(length, file.size)),
    check,
    async read(size, what) {
      await check(size, what);
      return readBytes(file, 0, size);
    },
  };
}
