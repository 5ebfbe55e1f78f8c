import crc32c from 'crc-32/crc32c.js';

/**
 * Records as TFRecord frames them: length (8 bytes, little endian), checksum of these bytes, content, checksum of the
 * content. https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
 */
export function records(contents: readonly Uint8Array[]): Buffer {
  return Buffer.concat(contents.flatMap(framed));
}

function framed(content: Uint8Array): readonly Uint8Array[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  return [length, checksum(length), content, checksum(content)];
}

/** CRC-32C, rotated and moved, so that one of data that holds checksums is none of theirs. */
function checksum(bytes: Uint8Array): Buffer {
  const crc = crc32c.buf(bytes);
  const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  const found = Buffer.alloc(4);
  found.writeUInt32LE(masked);
  return found;
}
