import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src/arrays.js';
import { idxShape, readIdx } from '../../../src/datasets/files/idx.js';
import { EXIT, UserError } from '../../../src/errors.js';
import { idx } from '../idx-tools.js';
import { problemOf, scratch } from '../support.js';

const files = scratch();
const put = (bytes: Uint8Array) => ({ path: files.put(bytes, 'file'), key: 'data.dataset' });

/** Large enough that the beginning is not all: what looks random does not shrink. */
const noise = (size: number) => {
  let state = 1;
  return Uint8Array.from({ length: size }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return state >>> 24;
  });
};
const content = idx([50, 20, 20], noise(20_000));

/** The error of reading a file of rank 3. */
async function refused(bytes: Uint8Array) {
  const file = put(bytes);
  const error = await problemOf(() => readIdx(file, 3));
  expect(error.exitCode).toBe(EXIT.usage);
  expect(file.path.endsWith(error.problems[0]!.file!)).toBe(true);
  return error.message;
}

describe.each([
  ['plain', (bytes: Buffer): Uint8Array => bytes],
  ['gzipped', gzipSync as (bytes: Buffer) => Uint8Array],
])('an idx file, %s', (_, pack) => {
  it('gives back what was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        async (shape, bytes) => {
          const data = Uint8Array.from({ length: sizeOf(shape) }, () => bytes.next().value as number);
          const file = put(pack(idx(shape, data)));
          expect(await idxShape(file, shape.length)).toEqual(shape);
          const read = await readIdx(file, shape.length);
          expect(read.shape).toEqual(shape);
          expect(Buffer.from(read.data)).toEqual(Buffer.from(data));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is refused with both numbers where there is too little or too much', async () => {
    const short = await refused(pack(content.subarray(0, 15_000)));
    expect(short).toMatch(/15000 bytes, expected 20016 for the 50x20x20 of its header/);
    const long = await refused(pack(Buffer.concat([content, Buffer.alloc(1)])));
    expect(long).toMatch(/20017 bytes, expected 20016|more than the 20016 bytes expected/);
    expect(await refused(pack(content.subarray(0, 9)))).toContain('has 9 bytes, expected the 16');
  });

  it('is refused when it is another kind of file', async () => {
    expect(await refused(pack(idx([3], new Uint8Array(3))))).toMatch(/has 11 bytes|starts with 2049/);
    expect(await refused(pack(Buffer.alloc(99)))).toContain('starts with 0, expected 2051');
  });

  it('is refused before memory is taken for a size that it cannot have', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const claim = await refused(pack(idx([2 ** 32 - 1, 2 ** 32 - 1, 9], noise(5000))));
    expect(claim).toContain('expected');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
  });

  it('is described only if it can be read', async () => {
    const faults = [content.subarray(0, 15_000), Buffer.concat([content, content]), content.subarray(0, 9)];
    for (const bytes of faults) {
      const file = put(pack(bytes));
      const read = await problemOf(() => readIdx(file, 3));
      expect((await problemOf(() => idxShape(file, 3))).message).toBe(read.message);
    }
  });
});

describe('a gzip file', () => {
  const packed = gzipSync(content);

  it('is refused wherever it is cut off, and says how much there was', async () => {
    for (const end of [packed.length - 1, packed.length - 8, packed.length - 9, 9000]) {
      const message = await refused(packed.subarray(0, end));
      expect(message).toMatch(
        new RegExp(`is cut off: it ends after ${end} bytes, which unpack to \\d+, expected 20016 `),
      );
    }
    for (const end of [2, 5, 10, 12]) await refused(packed.subarray(0, end));
  });

  it('with one bit changed is never read as something else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: packed.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(packed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        try {
          const { data } = await readIdx(put(changed), 3);
          // Time, system and flags in the header are not the content's.
          expect(Buffer.from(data)).toEqual(content.subarray(16));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('that unpacks to far more than its header says is not unpacked', async () => {
    const bomb = gzipSync(Buffer.concat([idx([1, 2, 2], new Uint8Array(4)), Buffer.alloc(50_000_000)]));
    const begun = performance.now();
    expect(await refused(bomb)).toContain('unpacks to more than the 20 bytes expected');
    expect(performance.now() - begun).toBeLessThan(100);
  });

  it('whose trailer lies about the size is refused', async () => {
    const lying = Buffer.from(gzipSync(content.subarray(0, 15_000)));
    lying.writeUInt32LE(content.length, lying.length - 4);
    expect(await refused(lying)).toContain('incorrect length check');
  });

  it('of several members is read whole', async () => {
    const parts = [content.subarray(0, 7000), content.subarray(7000)];
    const file = put(Buffer.concat(parts.map((part) => gzipSync(part))));
    expect(await idxShape(file, 3)).toEqual([50, 20, 20]);
    expect(Buffer.from((await readIdx(file, 3)).data)).toEqual(content.subarray(16));
  });

  it('with a long name in its header is read', async () => {
    const flags = Buffer.from(packed.subarray(0, 10));
    flags[3]! |= 8;
    const name = Buffer.from(`${'n'.repeat(9000)}\0`);
    expect(await idxShape(put(Buffer.concat([flags, name, packed.subarray(10)])), 3)).toEqual([50, 20, 20]);
  });
});
