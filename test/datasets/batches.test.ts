import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type DType, type NDArray, sizeOf } from '../../src/arrays.js';
import { epochOrder, gather } from '../../src/datasets/batches.js';

describe('epochOrder', () => {
  it('is a permutation that depends on seed and epoch alone', () => {
    const order = epochOrder(1000, 3, 5, true);
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(epochOrder(1000, 0, 0, false)));
    expect(epochOrder(1000, 3, 5, true)).toEqual(order);
    expect(epochOrder(1000, 3, 6, true)).not.toEqual(order);
    expect(epochOrder(1000, 4, 5, true)).not.toEqual(order);
    expect(Array.from(epochOrder(4, 1, 1, false))).toEqual([0, 1, 2, 3]);
  });
});

describe('gather', () => {
  const sources = fc
    .record({
      rows: fc.integer({ min: 1, max: 20 }),
      sample: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      dtype: fc.constantFrom<DType>('uint8', 'int32', 'float32'),
      // A view that starts in the middle of its buffer.
      offset: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ rows, sample, dtype, offset }): NDArray => {
      const shape = [rows, ...sample];
      const data = allocate(dtype, sizeOf(shape) + offset).subarray(offset);
      for (let i = 0; i < data.length; i++) data[i] = (i * 31) % 251;
      return { shape, dtype, data };
    });

  it('copies the rows of the order, and touches nothing behind them', () => {
    fc.assert(
      fc.property(sources, fc.nat(), fc.nat(), (source, seed, from) => {
        const rows = source.shape[0]!;
        const order = epochOrder(rows, seed, 0, true);
        const start = from % rows;
        const count = rows - start;
        const width = source.data.length / rows;
        const out = allocate(source.dtype, (count + 1) * width).fill(77);
        gather(source, order, start, count, out);
        const expected = Array.from(order.subarray(start)).flatMap((row) =>
          Array.from(source.data.subarray(row * width, (row + 1) * width)),
        );
        expect(Array.from(out)).toEqual([...expected, ...new Array(width).fill(77)]);
      }),
    );
  });
});
