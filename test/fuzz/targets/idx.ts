import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { idxShape, readIdx } from '../../../src/datasets/files/idx.js';
import { idx as made } from '../../datasets/idx-tools.js';
import { each, packed, type Target } from './target.js';

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i * 7);

const small = fc
  .record({
    type: fc.constantFrom(8, 8, 8, 9, 13, 0),
    shape: fc.array(fc.oneof(fc.nat(4), fc.constantFrom(2 ** 31, 2 ** 32 - 1)), {
      minLength: 1,
      maxLength: 4,
    }),
    data: fc.uint8Array({ maxLength: 64 }),
    fit: fc.boolean(),
    pack: fc.nat(3),
  })
  .map(({ type, shape, data, fit, pack }) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const file = made(shape, fit && size < 1000 ? bytes(size) : data);
    file[2] = type;
    const whole = new Uint8Array(file);
    // A gzip file may have several members.
    const halves = [whole.subarray(0, 10), whole.subarray(10)];
    if (pack === 3) return new Uint8Array(Buffer.concat(halves.map((half) => gzipSync(half))));
    return pack > 0 ? new Uint8Array(gzipSync(whole)) : whole;
  });

export const idx: Target = {
  name: 'idx',
  file: 'images',
  tokens: ['\u0000\u0000\b\u0003', '\u0000\u0000\b\u0001', '\u001f\u008b\b', '\u00ff\u00ff\u00ff\u00ff'],
  structured: () => small,
  seeds: () => [
    made([3, 4, 5], bytes(60)),
    made([7], bytes(7)),
    new Uint8Array(gzipSync(made([3, 4, 5], bytes(60)))),
    new Uint8Array(gzipSync(made([1000, 28, 28], new Uint8Array(784_000)))),
    new Uint8Array(gzipSync(new Uint8Array(2 ** 26))),
  ],
  most: packed,
  open(path) {
    const file = { path, key: 'data.dataset' };
    return each(...[1, 3].flatMap((rank) => [() => idxShape(file, rank), () => readIdx(file, rank)]));
  },
};
