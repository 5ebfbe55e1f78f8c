import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DamagedFile,
  decode,
  encode,
  type Stored,
  type StoredArray,
} from '../../../src/training/checkpoint/format.js';
import { fromJson, toJson } from '../../../src/training/checkpoint/numbers.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { python } from '../../support/peers.js';

const bytesOf = (stored: Stored) => new Uint8Array(Buffer.concat(encode(stored)));

const shape = fc.array(fc.nat(4), { maxLength: 3 });
const array: fc.Arbitrary<StoredArray> = fc
  .tuple(shape, fc.boolean(), fc.infiniteStream(fc.double()))
  .map(([axes, wide, numbers]) => {
    const size = axes.reduce((a, b) => a * b, 1);
    const values = [...numbers.take(size)];
    return wide
      ? { dtype: 'F64', shape: axes, data: Float64Array.from(values) }
      : { dtype: 'F32', shape: axes, data: Float32Array.from(values) };
  });
const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/^\d+$|^__/.test(text));
const stored: fc.Arbitrary<Stored> = fc
  .tuple(fc.dictionary(name, array), fc.dictionary(name, fc.string({ unit: 'grapheme' })))
  .map(([arrays, { sha256: _taken, ...metadata }]) => ({
    arrays: new Map(Object.entries(arrays)),
    metadata: new Map(Object.entries(metadata)),
  }));

const small: Stored = {
  arrays: new Map([
    [
      'dense/kernel',
      { dtype: 'F32', shape: [5, 7], data: Float32Array.from({ length: 35 }, (_, i) => Math.sin(i)) },
    ],
    ['epoch:sums', { dtype: 'F64', shape: [2], data: Float64Array.of(1 / 3, -0) }],
  ]),
  metadata: new Map([['state', toJson({ epoch: 3 })]]),
};

describe('a file', () => {
  test('gives back what was put in, NaN and -0 too, wherever its bytes lie', () => {
    fc.assert(
      fc.property(stored, fc.nat(7), (given, shift) => {
        const bytes = bytesOf(given);
        const moved = new Uint8Array(bytes.length + shift).subarray(shift);
        moved.set(bytes);
        const found = decode(moved);
        expect(found.metadata).toEqual(given.metadata);
        expect(Object.fromEntries(found.arrays)).toEqual(Object.fromEntries(given.arrays));
      }),
    );
  });

  test('begins its data, and every array in it, at a multiple of its elements', () => {
    const bytes = bytesOf(small);
    expect(Number(Buffer.from(bytes).readBigUInt64LE()) % 8).toBe(0);
    expect([...decode(bytes).arrays.keys()]).toEqual(['epoch:sums', 'dense/kernel']);
  });

  test('with any bit flipped is refused', () => {
    const bytes = bytesOf(small);
    for (let bit = 0; bit < 8 * bytes.length; bit += 3) {
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decode(bytes), `bit ${bit}`).toThrow(DamagedFile);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
    }
    expect(decode(bytes).arrays.size).toBe(2);
  });

  test('of any other length is refused', () => {
    const bytes = bytesOf(small);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(DamagedFile);
    }
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(() => decode(longer)).toThrow(DamagedFile);
  });

  test.each([
    ['no JSON', (text: string) => text.replace('"state"', '"state')],
    ['a size that the file does not have', (text: string) => text.replace('[5,7]', '[5,9]')],
    ['a shape without bounds', (text: string) => text.replace('[5,7]', '[9e9,9e9]')],
    ['an array over another', (text: string) => text.replace('[16,156]', '[8,148] ')],
    ['an unknown type', (text: string) => text.replace('"F32"', '"I64"')],
    ['a place that is no number', (text: string) => text.replace('[16,156]', '["16",1]')],
  ])('with a sum that agrees and %s in its header is refused', (_what, change) => {
    const buffer = Buffer.from(bytesOf(small));
    const length = Number(buffer.readBigUInt64LE());
    const before = buffer.toString('utf8', 8, 8 + length);
    const after = change(before);
    expect(after).not.toBe(before);
    expect(() => decode(signed(buffer, after.padEnd(length).slice(0, length)))).toThrow(DamagedFile);
  });
});

/** The file with another header of the same length, and the sum that belongs to it. */
function signed(buffer: Buffer, header: string): Uint8Array {
  const changed = Buffer.from(buffer);
  changed.write(header, 8);
  const digits = 8 + '{"__metadata__":{"sha256":"'.length;
  const hash = createHash('sha256')
    .update(changed.subarray(0, digits))
    .update(changed.subarray(digits + 64));
  changed.write(hash.digest('hex'), digits);
  return changed;
}

test('JSON keeps every number', () => {
  const value = { a: [NaN, Infinity, -Infinity, -0, 0, 0.1, 5e-324], b: { c: null, d: 'NaN' } };
  expect(fromJson(toJson(value))).toEqual(value);
  fc.assert(
    fc.property(fc.array(fc.double()), (numbers) => {
      expect(fromJson(toJson(numbers))).toEqual(numbers);
    }),
  );
});

const NUMPY = { F32: 'float32', F64: 'float64' } as const;

// `python` has the library that defines the format.
test.skipIf(python === undefined)('the reference implementation reads it', () => {
  const path = join(temporaryFolder(), 'a.safetensors');
  writeFileSync(path, bytesOf(small));
  const code = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], 'np') as f:
    arrays = {k: f.get_tensor(k) for k in f.keys()}
    print(json.dumps([f.metadata()['state'], {k: [list(a.shape), str(a.dtype), a.tobytes().hex()] for k, a in arrays.items()}]))`;
  const { stdout, stderr } = spawnSync(python as string, ['-c', code, path], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const [state, arrays] = JSON.parse(stdout);
  expect(state).toBe('{"epoch":3}');
  const hex = ({ data }: StoredArray) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex');
  expect(arrays).toEqual(
    Object.fromEntries(
      [...small.arrays].map(([name, one]) => [name, [one.shape, NUMPY[one.dtype], hex(one)]]),
    ),
  );
});
