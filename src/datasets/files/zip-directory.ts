import { badFile, type OpenFile, readBytes } from './file.js';
import { checkMember, type Member } from './zip.js';

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record without and with its longest comment. */
const END_SIZE = 22;
const END_MOST = END_SIZE + 0xffff;

/**
 * The members of a zip file, read from its directory at the end.
 *
 * @throws UserError if the file is not a zip, is cut off, or its directory contradicts itself.
 */
export async function listMembers(file: OpenFile): Promise<Member[]> {
  const { offset, size, count } = await findDirectory(file);
  if (offset + size > file.size) throw cutOff(file);
  const bytes = await readBytes(file, offset, size);
  const members: Member[] = [];
  let taken = 0;
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw cutOff(file);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (bytes.readUInt16LE(at + 8) & 1) throw badFile(file, `${name} is encrypted, which dlx cannot read`);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [unpacked, compressed, local] = wide(extra, [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]) as [number, number, number];
    const member = {
      name,
      method: bytes.readUInt16LE(at + 10),
      compressed,
      size: unpacked,
      crc: bytes.readUInt32LE(at + 16),
      start: await startOf(file, local),
    };
    checkMember(file, member);
    members.push(member);
    // Entries that share their bytes would let a small file unpack to any size.
    taken += member.compressed;
    if (taken > file.size) throw badFile(file, 'the members of the zip overlap: it is damaged or hostile');
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return members;
}

interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

async function findDirectory(file: OpenFile): Promise<Directory> {
  const length = Math.min(file.size, END_MOST);
  const tail = await readBytes(file, file.size - length, length);
  let at = tail.length - END_SIZE;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw await notZip(file);
  const plain = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR64) return plain;
  const position = Number(tail.readBigUInt64LE(at - 12));
  if (position + 56 > file.size) throw cutOff(file);
  const end = await readBytes(file, position, 56);
  if (end.readUInt32LE(0) !== END64) throw cutOff(file);
  return {
    count: Number(end.readBigUInt64LE(32)),
    size: Number(end.readBigUInt64LE(40)),
    offset: Number(end.readBigUInt64LE(48)),
  };
}

/** Replaces values of 0xffffffff by the 64-bit ones of the zip64 extra field, in its fixed order. */
function wide(extra: Buffer, values: number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return values.map((value) => {
    if (value !== 0xffffffff || at + 8 > extra.length) return value;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

/** The local header repeats the name and has an extra field of its own length. */
async function startOf(file: OpenFile, local: number): Promise<number> {
  if (local + 30 > file.size) throw cutOff(file);
  const header = await readBytes(file, local, 30);
  if (header.readUInt32LE(0) !== LOCAL) throw cutOff(file);
  return local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function cutOff(file: OpenFile) {
  return badFile(file, 'the zip directory is cut off or damaged', 'write or download the file again');
}

async function notZip(file: OpenFile) {
  if (file.size === 0) return badFile(file, 'is empty, expected an .npz file');
  const start = (await readBytes(file, 0, Math.min(6, file.size))).toString('latin1');
  if (start.startsWith('PK')) return cutOff(file);
  const hint = 'write it with numpy.savez(path, x_train=..., y_train=...)';
  const found =
    start === '\x93NUMPY' ? 'is a single .npy array' : 'is not an .npz file (a zip of .npy arrays)';
  return badFile(file, `${found}, expected an .npz file`, hint);
}
