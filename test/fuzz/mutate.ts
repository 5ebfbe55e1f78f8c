import type { Stream } from '../../src/random.js';

/** What byte mutations draw from. */
export interface Material {
  readonly random: Stream;
  readonly tokens: readonly string[];
  /** Another file, to splice with. */
  readonly other: Uint8Array;
}

/** A file that is longer is cut: reading it would only be slow. */
const LONGEST = 300_000;

/** One to four changes. The file given is left as it is. */
export function mutate(bytes: Uint8Array, material: Material): Uint8Array {
  const { random } = material;
  let changed: Buffer = Buffer.from(bytes);
  for (let times = 1 + random.below(4); times > 0; times--) {
    changed = mutations[random.below(mutations.length)]!(changed, material);
  }
  return changed.subarray(0, LONGEST);
}

type Mutation = (bytes: Buffer, material: Material) => Buffer;

/** Integers at which formats break. */
const EDGES = [0, 1, 2, 7, 8, 31, 32, 63, 64, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2 ** 24];
const LARGE = [
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 52,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  2 ** 64 - 1,
];
const NUMBERS = ['-1', '1e999', '-0', '0x7fffffff', '1e-400', '99999999999999999999', '.5', 'NaN', 'null'];

const at = (bytes: Buffer, random: Stream) => random.below(bytes.length + 1);
const cut = (bytes: Buffer, from: number, to: number, put: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)]);
/** Mostly short, now and then long. */
const span = (random: Stream) => random.below(random.below(4) === 0 ? 4096 : 16) + 1;

/** A number in the place of the one that stands there, of any width and order: lengths, counts, offsets. */
const field: Mutation = (bytes, { random }) => {
  const width = [1, 2, 4, 8][random.below(4)]!;
  if (bytes.length < width) return bytes;
  const from = random.below(bytes.length - width + 1);
  const small = random.below(2) === 0;
  const lengths = [bytes.length, bytes.length - 1, bytes.length + 1, bytes.length - from];
  const values = [...EDGES, ...LARGE, ...lengths].map((value) => BigInt(Math.max(0, value)));
  const put = Buffer.alloc(8);
  put.writeBigUInt64LE(BigInt.asUintN(64, values[random.below(values.length)]!));
  const piece = put.subarray(0, width);
  return cut(bytes, from, from + width, small ? piece : Buffer.from(piece).reverse());
};

const token: Mutation = (bytes, { random, tokens }) => {
  const put = Buffer.from(tokens[random.below(tokens.length)]!, 'utf8');
  const from = at(bytes, random);
  return cut(bytes, from, random.below(2) === 0 ? from : Math.min(bytes.length, from + put.length), put);
};

/** Another number in the place of one that is written in digits. */
const digits: Mutation = (bytes, { random }) => {
  const places = [...bytes.toString('latin1').matchAll(/\d+/g)];
  if (places.length === 0) return bytes;
  const { index, 0: word } = places[random.below(places.length)]!;
  const near = [Number(word) + 1, Number(word) - 1];
  const all = [...EDGES, ...LARGE, ...near, ...NUMBERS].map(String);
  return cut(bytes, index, index + word.length, Buffer.from(all[random.below(all.length)]!));
};

/** A piece over and over: depth, width and number without end. */
const repeat: Mutation = (bytes, { random }) => {
  const from = at(bytes, random);
  const piece = bytes.subarray(from, from + span(random));
  const times = random.below(random.below(8) === 0 ? 20_000 : 50);
  const most = Math.max(1, Math.floor(LONGEST / Math.max(1, piece.length)));
  return cut(bytes, from, from, Buffer.concat(Array.from({ length: Math.min(times, most) }, () => piece)));
};

const mutations: readonly Mutation[] = [
  (bytes, { random }) => {
    if (bytes.length === 0) return bytes;
    const flipped = Buffer.from(bytes);
    const bit = random.below(8 * bytes.length);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    return flipped;
  },
  (bytes, { random }) => {
    const put = Buffer.from(Array.from({ length: random.below(8) }, () => random.below(256)));
    const from = at(bytes, random);
    return cut(bytes, from, Math.min(bytes.length, from + random.below(8)), put);
  },
  (bytes, { random }) => bytes.subarray(0, at(bytes, random)),
  (bytes, { random }) => bytes.subarray(Math.min(bytes.length, span(random))),
  (bytes, { random }) => {
    const from = at(bytes, random);
    return cut(bytes, from, Math.min(bytes.length, from + span(random)), new Uint8Array());
  },
  (bytes, { random, other }) => {
    const from = random.below(other.length + 1);
    return cut(bytes, at(bytes, random), bytes.length, other.subarray(from));
  },
  (bytes, { random, other }) => {
    const from = random.below(other.length + 1);
    const to = at(bytes, random);
    return cut(bytes, to, to, other.subarray(from, from + span(random)));
  },
  field,
  field,
  token,
  token,
  digits,
  digits,
  repeat,
];
