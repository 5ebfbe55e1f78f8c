import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import type { OptionSchema } from '../experiment/part.js';
import { defineDataset } from './dataset.js';
import { type DataFile, dataFile, shownPath } from './files/file.js';
import { describeMnist, type Locate, readMnist } from './mnist-files.js';

const KEY = 'data.dataset.fashion_mnist.folder';

/** Where Debian's package puts the files. */
const DEBIAN = '/usr/share/datasets/fashion-mnist';

const DOWNLOAD = 'https://github.com/zalandoresearch/fashion-mnist';

const options = {
  type: 'object',
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      description:
        "Folder of the four files (train- and t10k-, -images-idx3-ubyte and -labels-idx1-ubyte), gzipped or not; relative paths start at the experiment file. Default: where Debian's package dataset-fashion-mnist puts them.",
    },
  },
} as const satisfies OptionSchema;

/** Xiao, Rasul and Vollgraf, "Fashion-MNIST" (2017): the genuine files, made to take the place of MNIST's. */
export const fashion_mnist = defineDataset({
  name: 'fashion_mnist',
  summary:
    "Zalando's articles of clothing: 60,000 images for training and 10,000 for testing, 28x28 bytes each, in 10 classes. " +
    `The files come with Debian's package dataset-fashion-mnist, or from ${DOWNLOAD}.`,
  options,
  describe: ({ folder }, context) => describeMnist(locator(folder, context.folder)),
  read: async ({ folder }, context) => {
    const source = await readMnist(locator(folder, context.folder));
    return { ...source, classes: CLASSES };
  },
});

/** As the authors name them, by number. */
const CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/** A file of either kind; of both, the one that need not be unpacked. */
function locator(given: string | undefined, base: string): Locate {
  const folder = given === undefined ? DEBIAN : dataFile(base, given, KEY).path;
  return async (name): Promise<DataFile> => {
    const found = [name, `${name}.gz`].map((file) => join(folder, file)).find((path) => existsSync(path));
    if (found !== undefined) return { path: found, key: given === undefined ? 'data.dataset' : KEY };
    throw given === undefined ? notInstalled(name) : notThere(folder, name);
  };
}

function notInstalled(name: string) {
  const message = `fashion_mnist needs the Debian package dataset-fashion-mnist, which is not installed: there is no ${DEBIAN}/${name}.gz`;
  const hint = `run apt-get install dataset-fashion-mnist; or, on any system, take the four .gz files of ${DOWNLOAD} and name their folder: fashion_mnist: {folder: PATH}`;
  return new UserError({ key: 'data.dataset', message, hint }, EXIT.io);
}

function notThere(folder: string, name: string) {
  const message = existsSync(folder)
    ? `${shownPath(folder)} has neither ${name} nor ${name}.gz`
    : `there is no folder ${shownPath(folder)}`;
  const hint = `relative paths start at the folder of the experiment file; the four files are at ${DOWNLOAD}`;
  return new UserError({ key: KEY, message, hint });
}
