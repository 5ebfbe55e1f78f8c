/** Deflate cannot shrink further than this: what claims to hold more is damaged or hostile. */
export const MOST_DEFLATED = 1032;

/** Packed bytes that are read at first for a head. */
const HEAD = 2048;

/**
 * The first bytes of something deflated: at least `length` of them unless there are fewer. Unpacks no more
 * than needed.
 *
 * @param packed size of the whole, packed @param read its first bytes, packed
 * @param inflate unpacks as much as can be unpacked of bytes that may be cut off
 */
export async function inflateHead(
  packed: number,
  length: number,
  read: (count: number) => Promise<Buffer>,
  inflate: (bytes: Buffer) => Buffer,
): Promise<Buffer> {
  for (let taken = HEAD; ; taken *= 8) {
    const count = Math.min(taken, packed);
    const bytes = inflate(await read(count));
    if (bytes.length >= length || count === packed) return bytes;
  }
}
