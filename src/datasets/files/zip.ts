import { constants, crc32, inflateRawSync } from 'node:zlib';
import { inflateHead, MOST_DEFLATED } from './deflate.js';
import { badFile, type OpenFile, readBytes, shownPath } from './file.js';
import { checkMemory } from './memory.js';

/**
 * Random access to the members of a zip file: whole-file unzippers read and inflate what nobody asked for,
 * and do not check sums. Follows PKWARE's APPNOTE 6.3, zip64 included.
 */
export interface Member {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  readonly crc: number;
  /** Where its bytes start. */
  readonly start: number;
}

/** All bytes of a member, checked against its size and sum. */
export async function readMember(file: OpenFile, member: Member): Promise<Buffer> {
  checkMemory(member.size, `unpacking ${member.name}`, { file: shownPath(file.path) });
  const packed = await readBytes(file, member.start, member.compressed);
  const bytes = member.method === 0 ? packed : inflate(file, member, packed);
  if (bytes.length !== member.size || crc32(bytes) !== member.crc) throw damaged(file, member);
  return bytes;
}

function inflate(file: OpenFile, member: Member, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, member.size) });
  } catch {
    throw damaged(file, member);
  }
}

/** The first bytes of a member: at least `length` of them unless it is shorter. Inflates no more than needed. */
export async function readHead(file: OpenFile, member: Member, length: number): Promise<Buffer> {
  if (member.method === 0) return readBytes(file, member.start, Math.min(length, member.compressed));
  return inflateHead(
    member.compressed,
    Math.min(length, member.size),
    (count) => readBytes(file, member.start, count),
    (packed) => inflateStart(file, member, packed),
  );
}

function inflateStart(file: OpenFile, member: Member, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw damaged(file, member);
  }
}

/** What the directory says about a member must be possible; checked before anything is allocated. */
export function checkMember(file: OpenFile, member: Member): void {
  if (member.method !== 0 && member.method !== 8) {
    const hint = 'numpy.savez and numpy.savez_compressed write what dlx reads';
    throw badFile(
      file,
      `${member.name} is packed with method ${member.method}, expected stored or deflated`,
      hint,
    );
  }
  const possible =
    member.method === 0
      ? member.size === member.compressed
      : member.size <= member.compressed * MOST_DEFLATED;
  if (!possible || member.start + member.compressed > file.size) throw damaged(file, member);
}

function damaged(file: OpenFile, member: Member) {
  return badFile(file, `${member.name} is damaged: its size or checksum is not what the zip directory says`);
}
