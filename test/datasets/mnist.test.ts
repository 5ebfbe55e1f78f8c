import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../src/arrays.js';
import { source } from './support.js';

describe('mnist', () => {
  /** MD5 of the unpacked file, whose header is left out of the array. */
  const digest = (header: string, { data }: NDArray) =>
    createHash('md5').update(Buffer.from(header, 'hex')).update(data).digest('hex');

  it('is the genuine one', async () => {
    const { train, test, classCount } = await source('mnist').read();
    expect(classCount).toBe(10);
    expect(train.x.shape).toEqual([60000, 28, 28]);
    expect(test!.x.shape).toEqual([10000, 28, 28]);
    expect(Array.from(train.y.data.slice(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    const counts = new Array(10).fill(0);
    for (const label of train.y.data) counts[label]++;
    expect(counts).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    // Of the training pixels, as it stands in countless MNIST programs.
    let sum = 0;
    for (const byte of train.x.data) sum += byte;
    const mean = sum / train.x.data.length / 255;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(digest('000008030000ea600000001c0000001c', train.x)).toBe('6bbc9ace898e44ae57da46a324031adb');
    expect(digest('00000803000027100000001c0000001c', test!.x)).toBe('2646ac647ad5339dbf082846283269ea');
  });
});
