import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

interface Kinds {
  readonly double: number;
  readonly float: number;
  readonly int64: number;
  readonly bool: boolean;
  readonly string: string;
  /** Bytes, or a message. */
  readonly bytes: Uint8Array;
}

const WRITE: {
  readonly [kind in keyof Kinds]: readonly [WireType, (writer: BinaryWriter, value: Kinds[kind]) => void];
} = {
  double: [WireType.Bit64, (writer, value) => writer.double(value)],
  // The writer refuses numbers that a float cannot hold; as one they are infinite.
  float: [WireType.Bit32, (writer, value) => writer.float(Math.fround(value))],
  int64: [WireType.Varint, (writer, value) => writer.int64(value)],
  bool: [WireType.Varint, (writer, value) => writer.bool(value)],
  string: [WireType.LengthDelimited, (writer, value) => writer.string(value)],
  bytes: [WireType.LengthDelimited, (writer, value) => writer.bytes(value)],
};

/** A field of a message: its number in the .proto file, its kind and value. */
export type Field = {
  [kind in keyof Kinds]: readonly [number: number, kind: kind, value: Kinds[kind]];
}[keyof Kinds];

/** A message of Protocol Buffers as bytes. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, kind, value] of fields) {
    const [wireType, write] = WRITE[kind] as readonly [
      WireType,
      (writer: BinaryWriter, value: unknown) => void,
    ];
    write(writer.tag(number, wireType), value);
  }
  return writer.finish();
}
