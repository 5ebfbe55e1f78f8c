import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NDArray, sizeOf } from '../../../src/arrays.js';
import { readNpz } from '../../../src/datasets/files/npz.js';
import { writeNpz } from '../../../src/datasets/files/write-npz.js';
import { EXIT, UserError } from '../../../src/errors.js';
import { fixtures, oracle, problemOf, scratch } from '../support.js';
import { patched, toZip64 } from './zip-tools.js';

const files = scratch();
const read = (path: string) => readNpz(path, 'initial_weights');
const stored = readFileSync(join(fixtures, 'stored.npz'));

describe.each(['stored.npz', 'deflated.npz'])('%s, written by numpy', (name) => {
  it('holds what numpy reads in it', async () => {
    const arrays = await read(join(fixtures, name));
    expect(Object.keys(arrays).sort()).toEqual(Object.keys(oracle.arrays).sort());
    for (const [key, expected] of Object.entries(oracle.arrays)) {
      const { shape, dtype, data } = arrays[key]!;
      expect({ key, shape, dtype, data: Array.from(data) }).toEqual({ key, ...expected });
    }
  });
});

it('reads versions 1, 2 and 3 of the header', async () => {
  const arrays = await read(join(fixtures, 'versions.npz'));
  expect(Object.keys(arrays)).toEqual(['v1', 'v2', 'v3']);
  for (const { data } of Object.values(arrays))
    expect(Array.from(data)).toEqual(oracle.arrays['fortran/matrix']!.data);
});

it('reads what it writes', async () => {
  const names = fc.stringMatching(/^[a-z_][a-z0-9_/]{0,20}$/);
  const array = fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
      fc.constantFrom('float32', 'int32', 'uint8', 'bool'),
    )
    .map(([shape, dtype]): NDArray => {
      const values = Array.from({ length: sizeOf(shape) }, (_, i) =>
        dtype === 'bool' ? i % 2 : (i * 77) % 251,
      );
      const make = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, bool: Uint8Array }[
        dtype as 'bool'
      ];
      return { shape, dtype: dtype as 'bool', data: make.from(values) };
    });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(names, array, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
      async (arrays) => {
        const found = await read(files.put(writeNpz(arrays), 'round.npz'));
        expect(Object.keys(found).sort()).toEqual(Object.keys(arrays).sort());
        for (const [name, { shape, dtype, data }] of Object.entries(arrays)) {
          expect(found[name]!.shape).toEqual(shape);
          expect(found[name]!.dtype).toEqual(dtype);
          expect(Array.from(found[name]!.data)).toEqual(Array.from(data));
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('reads a zip64 directory', async () => {
  const arrays = await read(files.put(toZip64(stored)));
  expect(Array.from(arrays['r1/lstm_cell/kernel']!.data)).toEqual(oracle.arrays['r1/lstm_cell/kernel']!.data);
});

it('takes __proto__ for a name like any other', async () => {
  const one: NDArray = { shape: [1], dtype: 'uint8', data: Uint8Array.of(7) };
  const path = files.put(writeNpz(Object.fromEntries([['__proto__', one]])));
  expect(Object.entries(await read(path)).map(([name, { data }]) => [name, ...data])).toEqual([
    ['__proto__', 7],
  ]);
});

describe('files that are not usable', () => {
  const refuse = async (content: string | Uint8Array) => {
    const error = await problemOf(() => read(files.put(content)));
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.problems[0]!.file).toMatch(/file-\d+$/);
    return error.message;
  };
  const npy = (dict: string, elements: Uint8Array) =>
    patched(writeNpz({ a: { shape: [elements.length], dtype: 'uint8', data: elements } }), dict);

  it('empty, text, a single array', async () => {
    expect(await refuse('')).toContain('is empty');
    expect(await refuse('a,b\n1,2\n')).toContain('is not an .npz file');
    expect(await refuse(Buffer.from('\x93NUMPY\x01\0', 'latin1'))).toContain('is a single .npy array');
  });

  it('cut off anywhere', async () => {
    const cuts = fc.integer({ min: 1, max: stored.length - 1 });
    await fc.assert(
      fc.asyncProperty(cuts, async (length) => {
        expect(await refuse(stored.subarray(0, length))).toMatch(/cut off|damaged|not an \.npz/);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['stored.npz', 'deflated.npz'])(
    '%s with a flipped bit: an error or the same numbers, never others',
    async (name) => {
      const whole = readFileSync(join(fixtures, name));
      const bits = fc.integer({ min: 0, max: whole.length * 8 - 1 });
      await fc.assert(
        fc.asyncProperty(bits, async (bit) => {
          const broken = Buffer.from(whole);
          broken[bit >> 3]! ^= 1 << (bit & 7);
          const arrays = await read(files.put(broken, 'flipped.npz')).catch((error) => {
            expect(error).toBeInstanceOf(UserError);
            return {};
          });
          for (const [key, { data }] of Object.entries<NDArray>(arrays)) {
            // The flip may have hit a name.
            const expected = oracle.arrays[key]?.data;
            if (expected) expect(data.every((value, i) => Object.is(value, expected[i]))).toBe(true);
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  it('a header that claims more than there is', async () => {
    const dict = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }";
    expect(await refuse(npy(dict, new Uint8Array(64)))).toContain(
      'a has shape 1000000000000 in its header, which takes 8000000000000 bytes, but holds 64',
    );
    const endless = "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999999,), }";
    expect(await refuse(npy(endless, new Uint8Array(64)))).toContain('damaged shape');
  });

  it('types that are not numbers', async () => {
    const header = (descr: string) =>
      npy(`{'descr': ${descr}, 'fortran_order': False, 'shape': (8,), }`, new Uint8Array(8));
    expect(await refuse(header("'|O'"))).toContain('pickled');
    expect(await refuse(header("'<U3'"))).toContain('holds text');
    expect(await refuse(header("'<c8'"))).toContain('complex numbers');
    expect(await refuse(header("'<M8[ns]'"))).toContain('dates');
    expect(await refuse(header("'<f16'"))).toContain('type <f16');
    expect(await refuse(header("[('a', '<f4')]"))).toContain('records');
    expect(await refuse(header('__import__("os")'))).toContain('damaged header');
  });

  it('numbers that do not fit, with their index', async () => {
    const elements = (type: string, shape: string, fortran: boolean, bytes: Uint8Array) =>
      npy(`{'descr': '${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`, bytes);
    const bytes = (values: { buffer: ArrayBufferLike }) => new Uint8Array(values.buffer);
    const nan = bytes(Float32Array.of(1, 2, 3, 4, Number.NaN, 6));
    expect(await refuse(elements('<f4', '(2, 3)', false, nan))).toContain(
      'a has NaN at index [1, 1], expected finite',
    );
    expect(await refuse(elements('<f4', '(2, 3)', true, nan))).toContain('a has NaN at index [0, 2]');
    const infinite = bytes(Float64Array.of(0, Number.NEGATIVE_INFINITY));
    expect(await refuse(elements('<f8', '(2,)', false, infinite))).toContain('-Infinity at index [1]');
    expect(await refuse(elements('<f8', '(2,)', false, bytes(Float64Array.of(0, 1e39))))).toContain(
      '1e+39 at index [1]',
    );
    expect(await refuse(elements('<i8', '(2,)', false, bytes(BigInt64Array.of(0n, -3000000000n))))).toContain(
      'a has -3000000000 at index [1], expected an integer from',
    );
    expect(await refuse(elements('<u8', '(1,)', false, bytes(BigUint64Array.of(2n ** 64n - 1n))))).toContain(
      '18446744073709551615',
    );
    expect(await refuse(elements('<u4', '(1,)', false, bytes(Uint32Array.of(2 ** 31))))).toContain(
      '2147483648',
    );
    expect(await refuse(elements('<f2', '(1,)', false, bytes(Uint16Array.of(0x7c00))))).toContain('Infinity');
  });

  it('a deflated member that claims to be larger than deflate can make it', async () => {
    const bomb = Buffer.from(readFileSync(join(fixtures, 'deflated.npz')));
    const entry = bomb.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bomb.writeUInt32LE(0xfffffff0, entry + 24);
    expect(await refuse(bomb)).toContain('is damaged');
  });
});

describe('files that cannot be read', () => {
  it('a missing file is an error of the experiment, with its key', async () => {
    const error = await problemOf(() => read(join(files.folder, 'nowhere.npz')));
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.problems[0]).toMatchObject({
      key: 'initial_weights',
      hint: expect.stringContaining('relative paths'),
    });
    expect(error.message).toContain('there is no file');
    writeFileSync(join(files.folder, 'weights.npz'), '');
    const misspelt = await problemOf(() => read(join(files.folder, 'wieghts.npz')));
    expect(misspelt.problems[0]).toMatchObject({ hint: 'did you mean weights.npz?' });
  });

  it('a folder, a device, and a name with NUL', async () => {
    expect((await problemOf(() => read('/dev/null'))).message).toContain('is not a regular file');
    expect((await problemOf(() => read(files.folder))).message).toContain('is not a regular file');
    expect((await problemOf(() => read('a\0b'))).message).toContain('NUL');
  });
});
