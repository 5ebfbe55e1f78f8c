import { formatShape, type NDArray } from '../arrays.js';
import type { Rows, Source, SourceSpec } from './dataset.js';
import { badFile, type DataFile } from './files/file.js';
import { idxShape, readIdx } from './files/idx.js';
import { findStray } from './labels.js';

/** What MNIST and the sets made to replace it have in common: ten classes of 28x28 bytes in four idx files. */
const IMAGE = [28, 28];
const CLASSES = 10;

const SPLITS = {
  train: { x: 'train-images-idx3-ubyte', y: 'train-labels-idx1-ubyte' },
  test: { x: 't10k-images-idx3-ubyte', y: 't10k-labels-idx1-ubyte' },
} as const;

type Split = keyof typeof SPLITS;
/** Where a file of one of these names is. */
export type Locate = (name: string) => Promise<DataFile>;

/** Shapes and sizes, from the files' headers. */
export async function describeMnist(locate: Locate): Promise<SourceSpec> {
  const rows = async (split: Split) => {
    const [x, y] = [await locate(SPLITS[split].x), await locate(SPLITS[split].y)];
    const [images, labels] = await Promise.all([idxShape(x, 3), idxShape(y, 1)]);
    return checkShapes(x, images, y, labels);
  };
  const [train, test] = await Promise.all([rows('train'), rows('test')]);
  return {
    x: { shape: IMAGE, dtype: 'uint8' },
    y: { shape: [], dtype: 'int32' },
    rows: { train, test },
    hasTest: true,
    classCount: CLASSES,
  };
}

/** Both splits: images as uint8 of shape [rows, 28, 28], labels as int32 of shape [rows]. */
export async function readMnist(locate: Locate): Promise<Source> {
  const rows = async (split: Split): Promise<Rows> => {
    const [x, y] = [await locate(SPLITS[split].x), await locate(SPLITS[split].y)];
    const [images, labels] = await Promise.all([readIdx(x, 3), readIdx(y, 1)]);
    checkShapes(x, images.shape, y, labels.shape);
    checkLabels(y, labels);
    return { x: images, y: { shape: labels.shape, dtype: 'int32', data: new Int32Array(labels.data) } };
  };
  const [train, test] = await Promise.all([rows('train'), rows('test')]);
  return { train, test, classCount: CLASSES };
}

/** @returns the number of rows */
function checkShapes(
  x: DataFile,
  [rows = 0, ...image]: readonly number[],
  y: DataFile,
  [labels = 0]: readonly number[],
) {
  if (rows === 0) throw badFile(x, 'has no images, expected at least one');
  if (formatShape(image) !== formatShape(IMAGE))
    throw badFile(x, `has images of ${formatShape(image)}, expected ${formatShape(IMAGE)}`);
  if (labels !== rows) {
    const hint = 'files of two data sets may have been mixed';
    throw badFile(y, `has ${labels} labels, expected ${rows}, one for each image of ${x.path}`, hint);
  }
  return rows;
}

function checkLabels(y: DataFile, labels: NDArray): void {
  const stray = findStray(labels, CLASSES);
  if (stray)
    throw badFile(y, `has ${stray.label} at index [${stray.row}], expected a class from 0 to ${CLASSES - 1}`);
}
