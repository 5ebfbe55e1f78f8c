/**
 * The counter-based generator behind everything random in dlx: Threefry-2x32 with 20 rounds
 * (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 *
 * A stream is keyed by a seed, a purpose and any number of counters (step, layer, sample), so that any
 * step can be reproduced without replaying the ones before it.
 */
export type Key = readonly [number, number];

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/** Encrypts the counter (x0, x1) under the key; writes two 32-bit words to `out`. */
export function threefry(key: Key, x0: number, x1: number, out: Uint32Array): void {
  const k0 = key[0];
  const k1 = key[1];
  const k2 = PARITY ^ k0 ^ k1;
  let a = (x0 + k0) | 0;
  let b = (x1 + k1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) * 4;
    for (let i = first; i < first + 4; i++) {
      const r = ROTATIONS[i] as number;
      a = (a + b) | 0;
      b = ((b << r) | (b >>> (32 - r))) ^ a;
    }
    const injection = (group + 1) % 3;
    a = (a + (injection === 0 ? k0 : injection === 1 ? k1 : k2)) | 0;
    b = (b + (injection === 0 ? k1 : injection === 1 ? k2 : k0) + group + 1) | 0;
  }
  out[0] = a;
  out[1] = b;
}

/** Derives a key from a seed (an integer up to 2^53), a purpose and counters. */
export function keyOf(seed: number, purpose: string, ...counters: readonly number[]): Key {
  const out = new Uint32Array(2);
  let key: Key = [low(seed), high(seed)];
  const fold = (a: number, b: number) => {
    threefry(key, a, b, out);
    key = [out[0] as number, out[1] as number];
  };
  for (let i = 0; i < purpose.length; i++) fold(purpose.charCodeAt(i), i);
  fold(purpose.length, 0xffffffff);
  for (const counter of counters) fold(low(counter), high(counter));
  return key;
}

const low = (n: number) => n >>> 0;
const high = (n: number) => Math.floor(n / 2 ** 32) >>> 0;

/** A stream of numbers from one key. */
export class Stream {
  private readonly key: Key;
  private readonly words = new Uint32Array(2);
  private counter = 0;
  private spare = false;

  constructor(seed: number, purpose: string, ...counters: readonly number[]) {
    this.key = keyOf(seed, purpose, ...counters);
  }

  /** Uniform over 0..2^32-1. */
  uint32(): number {
    if (this.spare) {
      this.spare = false;
      return this.words[1] as number;
    }
    threefry(this.key, low(this.counter), high(this.counter), this.words);
    this.counter++;
    this.spare = true;
    return this.words[0] as number;
  }

  /** Uniform in [0, 1), in steps of 2^-24: every value is exact in float32. */
  uniform(): number {
    return (this.uint32() >>> 8) * 2 ** -24;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Uniform over 0..limit-1, without bias (rejection). */
  below(limit: number): number {
    const accepted = 2 ** 32 - (2 ** 32 % limit);
    let word = this.uint32();
    while (word >= accepted) word = this.uint32();
    return word % limit;
  }

  /** Fisher and Yates, in place. */
  shuffle<A extends Int32Array | number[]>(items: A): A {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i] as number;
      items[i] = items[j] as number;
      items[j] = held;
    }
    return items;
  }
}

/** The numbers 0..n-1 in a random order. */
export function permutation(n: number, stream: Stream): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return stream.shuffle(order);
}
