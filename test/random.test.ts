import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, permutation, Stream, threefry } from '../src/random.js';

const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');

describe('Threefry-2x32 with 20 rounds', () => {
  // kat_vectors of Random123 (D. E. Shaw Research): key, counter, result.
  it.each([
    [0x00000000, 0x00000000, 0x00000000, 0x00000000, '6b200159 99ba4efe'],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, '1cb996fc bb002be7'],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 'c4923a9c 483df7a0'],
  ])('key %d %d, counter %d %d', (k0, k1, x0, x1, expected) => {
    const out = new Uint32Array(2);
    threefry([k0, k1], x0, x1, out);
    expect([...out].map(hex).join(' ')).toBe(expected);
  });

  it('encrypts: no two counters share a result', () => {
    const seen = new Set<string>();
    const out = new Uint32Array(2);
    for (let i = 0; i < 20_000; i++) {
      threefry([1, 2], i % 200, Math.floor(i / 200), out);
      seen.add(out.join());
    }
    expect(seen.size).toBe(20_000);
  });
});

describe('keys', () => {
  it('differ by seed, purpose, and each counter', () => {
    const keys = [
      keyOf(0, 'a'),
      keyOf(1, 'a'),
      keyOf(-1, 'a'),
      keyOf(-2, 'a'),
      keyOf(2 ** 32, 'a'),
      keyOf(2 ** 53 - 1, 'a'),
      keyOf(-(2 ** 53) + 1, 'a'),
      keyOf(0, ''),
      keyOf(0, 'b'),
      keyOf(0, 'ab'),
      keyOf(0, 'a', 0),
      keyOf(0, 'a', 1),
      keyOf(0, 'a', 0, 0),
      keyOf(0, 'a', 0, 1),
      keyOf(0, 'a', 1, 0),
      keyOf(0, 'a', 2 ** 32),
      keyOf(0, 'aé'),
      keyOf(0, 'a\u0000'),
    ].map((key) => key.join());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('of neighbouring counters have nothing in common: half of the bits differ', () => {
    let bits = 0;
    for (let i = 0; i < 500; i++) {
      const [a, b] = [keyOf(7, 'x', i), keyOf(7, 'x', i + 1)];
      for (const word of [a[0] ^ b[0], a[1] ^ b[1]]) bits += hex(word).split('').reduce(ones, 0);
    }
    expect(bits / 500 / 64).toBeCloseTo(0.5, 1);
  });

  it('stay what they are: results in run records depend on them', () => {
    expect(keyOf(0, 'weights/dense/kernel').map(hex)).toMatchInlineSnapshot(`
      [
        "418f054e",
        "1630a3d0",
      ]
    `);
    const stream = new Stream(42, 'shuffle', 3);
    expect(Array.from({ length: 4 }, () => hex(stream.uint32()))).toMatchInlineSnapshot(`
      [
        "61c3956d",
        "4255346d",
        "7f380438",
        "329027d3",
      ]
    `);
    expect([...permutation(10, new Stream(42, 'shuffle', 3))]).toMatchInlineSnapshot(`
      [
        2,
        8,
        4,
        3,
        7,
        1,
        9,
        0,
        6,
        5,
      ]
    `);
  });
});

const ones = (sum: number, digit: string) =>
  sum + [...Number.parseInt(digit, 16).toString(2)].filter((b) => b === '1').length;

/** Pearson's statistic of counts that should be equal. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function histogram(cells: number, draws: number, draw: () => number): number[] {
  const counts = new Array<number>(cells).fill(0);
  for (let i = 0; i < draws; i++) {
    const cell = draw();
    counts[cell] = counts[cell]! + 1;
  }
  return counts;
}

describe('a stream', () => {
  it('does not depend on what other streams did', () => {
    const alone = new Stream(1, 'a', 5);
    const first = [alone.uint32(), alone.normal(), alone.below(7)];
    const other = new Stream(1, 'b', 5);
    const again = new Stream(1, 'a', 5);
    const second = [again.uint32()];
    other.uint32();
    second.push(again.normal());
    other.shuffle([1, 2, 3]);
    second.push(again.below(7));
    expect(second).toEqual(first);
  });

  it('fills 64 cells evenly', () => {
    const stream = new Stream(3, 'cells');
    // 63 degrees of freedom: 103.4 is exceeded once in a thousand.
    expect(chiSquare(histogram(64, 64_000, () => Math.floor(stream.uniform() * 64)))).toBeLessThan(103.4);
    expect(chiSquare(histogram(64, 64_000, () => stream.uint32() & 63))).toBeLessThan(103.4);
    expect(chiSquare(histogram(64, 64_000, () => stream.uint32() >>> 26))).toBeLessThan(103.4);
  });

  it('is uniform over [0, 1) in numbers that float32 has exactly', () => {
    const stream = new Stream(4, 'uniform');
    for (let i = 0; i < 10_000; i++) {
      const x = stream.uniform();
      expect(x >= 0 && x < 1 && Math.fround(x) === x).toBe(true);
    }
  });

  it('has normal numbers of mean 0, deviation 1, no skew and the tails of a normal', () => {
    const stream = new Stream(5, 'normal');
    const n = 100_000;
    const x = Float64Array.from({ length: n }, () => stream.normal());
    const moment = (power: number) => x.reduce((sum, value) => sum + value ** power, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
    expect(x.every(Number.isFinite)).toBe(true);
  });

  it('draws below a limit without bias', () => {
    const stream = new Stream(6, 'below');
    // 6 degrees of freedom.
    expect(chiSquare(histogram(7, 70_000, () => stream.below(7)))).toBeLessThan(22.5);
    // A limit of 3/4 of 2^32: without rejection the lower third would come twice as often.
    const third = 2 ** 30;
    const counts = histogram(3, 30_000, () => Math.floor(stream.below(3 * third) / third));
    expect(chiSquare(counts)).toBeLessThan(13.9);
    expect(stream.below(1)).toBe(0);
    expect(stream.below(2 ** 32)).toBeLessThan(2 ** 32);
  });
});

describe('a permutation', () => {
  it('holds every number once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.maxSafeInteger(), (n, seed) => {
        const order = permutation(n, new Stream(seed, 'order'));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it('is any of the six of three numbers alike', () => {
    const counts: Record<string, number> = {};
    for (let i = 0; i < 12_000; i++) {
      const key = permutation(3, new Stream(9, 'three', i)).join('');
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(Object.keys(counts)).toHaveLength(6);
    // 5 degrees of freedom.
    expect(chiSquare(Object.values(counts))).toBeLessThan(20.5);
  });
});
