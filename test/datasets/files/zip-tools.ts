import { crc32 } from 'node:zlib';

/** The same file with another header in the only array; sizes and checksum follow. */
export function patched(npz: Uint8Array, dict: string): Buffer {
  const bytes = Buffer.from(npz);
  const member = bytes.indexOf('\x93NUMPY', 0, 'latin1');
  const start = bytes.indexOf('{', member);
  const end = bytes.indexOf('\n', start);
  const padded = dict.padEnd(end - start);
  if (padded.length > end - start) throw new Error('no room for the header');
  bytes.write(padded, start, 'latin1');
  const sum = crc32(bytes.subarray(member, member + bytes.readUInt32LE(22)));
  bytes.writeUInt32LE(sum, 14);
  bytes.writeUInt32LE(sum, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 16);
  return bytes;
}

/** Moves sizes and offsets of every entry, and of the directory, into zip64 records. */
export function toZip64(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  const entries: Buffer[] = [];
  for (let at = start, i = 0; i < count; i++) {
    const length = zip.readUInt16LE(at + 28);
    const entry = Buffer.from(zip.subarray(at, at + 46 + length));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [24, 20, 42].forEach((field, n) => {
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + 8 * n);
      entry.writeUInt32LE(0xffffffff, field);
    });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    entry.writeUInt16LE(extra.length, 30);
    entries.push(entry, extra);
  }
  const directory = Buffer.concat(entries);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directory.length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(0xffff, 10);
  tail.writeUInt32LE(0xffffffff, 12);
  tail.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, start), directory, record, locator, tail]);
}
