import type { Content } from './content.js';
import { badFile, type OpenFile, readBytes } from './file.js';
import { gzipContent, isGzip } from './gzip.js';

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
