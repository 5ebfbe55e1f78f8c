import leven from 'leven';
import { formatShape, type NDArray, type Spec } from '../arrays.js';
import { defineDataset, type Rows } from './dataset.js';
import { badFile, dataFile, type OpenFile, withFile } from './files/file.js';
import { listArrays, type NpzEntry } from './files/npz.js';
import { pathOption } from './files/path-option.js';
import { areClasses, countClasses, findStray } from './labels.js';

const KEY = 'data.dataset.npz.path';

/** Arrays of numpy under the names of Keras's own data sets. */
export const npz = defineDataset({
  name: 'npz',
  summary:
    'Arrays that numpy.savez has written: x_train and y_train, and x_test and y_test for a source with a test split. ' +
    'Targets of an integer type are class numbers, of a float type values.',
  options: {
    type: 'object',
    properties: {
      path: pathOption('The .npz file'),
    },
    required: ['path'],
  },
  async describe({ path }, { folder, sampleWeight }) {
    return withFile(dataFile(folder, path, KEY), async (file) => {
      const { train, test } = await openSplits(file, sampleWeight);
      return {
        ...(train.w && { weighted: true }),
        x: { shape: train.x.shape.slice(1), dtype: inputType(train.x) },
        y: { shape: train.y.shape.slice(1), dtype: targetType(train.y) },
        rows: { train: train.x.shape[0]!, ...(test && { test: test.x.shape[0]! }) },
        hasTest: test !== undefined,
      };
    });
  },
  async read({ path }, { folder, sampleWeight }) {
    return withFile(dataFile(folder, path, KEY), async (file) => {
      const splits = await openSplits(file, sampleWeight);
      const train = await readRows(splits.train);
      const test = splits.test && (await readRows(splits.test));
      const rows = { train, ...(test && { test }) };
      if (!areClasses(train.y)) return rows;
      const classCount = countClasses(train.y);
      checkLabels(file, 'y_train', train.y, classCount);
      if (test) checkLabels(file, 'y_test', test.y, classCount);
      return { ...rows, classCount, counted: true };
    });
  },
});

interface Pair {
  readonly x: NpzEntry;
  readonly y: NpzEntry;
  readonly w?: NpzEntry;
}

/** @param weight what the arrays of weights are called before `_train` and `_test` */
async function openSplits(file: OpenFile, weight?: string): Promise<{ train: Pair; test?: Pair }> {
  const arrays = await listArrays(file);
  const open = async (name: string) => {
    const entry = arrays.get(name);
    if (!entry) throw lacks(file, name, [...arrays.keys()]);
    return entry();
  };
  const pair = async (split: string) => {
    const [x, y] = [await open(`x_${split}`), await open(`y_${split}`)];
    const w = weight === undefined ? undefined : await open(`${weight}_${split}`);
    checkRows(file, w ? [x, y, w] : [x, y]);
    if (w && w.shape.length > 1) {
      throw badFile(file, `${w.name} has shape ${formatShape(w.shape)}, expected one number for each row`);
    }
    return { x, y, ...(w && { w }) };
  };
  const train = await pair('train');
  if (!arrays.has('x_test') && !arrays.has('y_test')) return { train };
  const test = await pair('test');
  checkAlike(file, train.x, test.x, inputType);
  checkAlike(file, train.y, test.y, targetType);
  return { train, test };
}

function lacks(file: OpenFile, name: string, found: readonly string[]) {
  const near = found.find(
    (other) => leven(name, other.toLowerCase()) < 3 && !/^[xy]_(train|test)$/.test(other),
  );
  const hint = near
    ? `rename ${near} to ${name}`
    : 'dlx reads x_train, y_train and, if they are there, x_test, y_test';
  const shown = found.length > 12 ? [...found.slice(0, 12), `${found.length - 12} more`] : found;
  return badFile(file, `lacks the array ${name}, has ${shown.join(', ')}`, hint);
}

function checkRows(file: OpenFile, entries: readonly NpzEntry[]): void {
  const [x, ...others] = entries as readonly [NpzEntry, ...NpzEntry[]];
  for (const { name, shape } of entries) {
    if (shape.length === 0)
      throw badFile(file, `${name} is a single number, expected an array with a row per sample`);
    if (shape.includes(0))
      throw badFile(file, `${name} has shape ${formatShape(shape)}, expected no axis of size 0`);
  }
  for (const other of others) {
    if (x.shape[0] === other.shape[0]) continue;
    const message = `${x.name} has ${x.shape[0]} rows and ${other.name} ${other.shape[0]}, expected equally many`;
    throw badFile(file, message);
  }
}

/** The test split must look like the training split. */
function checkAlike(file: OpenFile, train: NpzEntry, test: NpzEntry, type: (spec: Spec) => string): void {
  const [a, b] = [train, test].map((entry) => `${formatShape(entry.shape.slice(1))} ${type(entry)}`);
  if (a !== b) throw badFile(file, `${test.name} has rows of ${b}, expected ${a} as in ${train.name}`);
}

/** Truth values count as 0 and 1. */
const inputType = ({ dtype }: Spec) => (dtype === 'bool' ? 'uint8' : dtype);
const targetType = ({ dtype }: Spec) => (dtype === 'float32' ? 'float32' : 'int32');

async function readRows(pair: Pair): Promise<Rows> {
  const x = await pair.x.read();
  const y = await pair.y.read();
  const w = await pair.w?.read();
  const weights = w && { w: { shape: w.shape, dtype: 'float32' as const, data: Float32Array.from(w.data) } };
  return { x: { ...x, dtype: inputType(x) }, y: asTarget(y), ...weights };
}

function asTarget(y: NDArray): NDArray {
  if (y.dtype === 'float32' || y.dtype === 'int32') return y;
  return { shape: y.shape, dtype: 'int32', data: new Int32Array(y.data) };
}

function checkLabels(file: OpenFile, name: string, y: NDArray, classCount: number): void {
  const stray = findStray(y, classCount);
  if (!stray) return;
  const expected = `expected a class from 0 to ${Math.max(0, classCount - 1)}, as y_train has them`;
  const hint = 'targets of an integer type are class numbers; save values to be predicted as float32';
  throw badFile(file, `${name} has ${stray.label} at index [${stray.row}], ${expected}`, hint);
}
