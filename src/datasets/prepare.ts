import type { Spec } from '../arrays.js';
import type { Options } from '../experiment/part.js';
import type { Data } from '../experiment/types.js';
import { Stream } from '../random.js';
import type { Dataset, Ordered, Rows, Source, SourceContext, TargetColumn } from './dataset.js';
import { areClasses } from './labels.js';
import { checkSplit, planSizes, type SplitSizes, wrong } from './plan.js';
import { selectRows } from './select.js';
import { deal, dealStratified, rowsByClass, slices } from './split.js';

/** The rows that an experiment trains on, validates on and tests on. */
export interface Splits {
  readonly train: Rows;
  /** The very object `test` under `data.validation: test`. */
  readonly validation?: Rows;
  readonly test?: Rows;
  /** Names of the classes by number, where targets are classes with names. */
  readonly classes?: readonly string[];
  /** Number of classes, where targets are class numbers. */
  readonly classCount?: number;
  /** They were counted in the rows: there may be classes above that have none. */
  readonly counted?: true;
  /** Names of the numbers in a row of inputs, where they have names. */
  readonly features?: readonly string[];
  /** Columns of the targets, where they have names. */
  readonly targets?: readonly TargetColumn[];
}

/** What can be known about the splits without reading the rows. */
export interface SplitsSpec {
  readonly x: Spec;
  readonly y: Spec;
  readonly hasValidation: boolean;
  readonly hasTest: boolean;
  /** Rows of each split, where the source tells how many it has. */
  readonly rows?: SplitSizes;
  readonly classCount?: number;
  /** Names of the numbers in a row of inputs, where they are known without reading the rows. */
  readonly features?: readonly string[];
  /** Columns of the targets, where they have names. */
  readonly targets?: readonly TargetColumn[];
}

/**
 * Shapes and sizes of the splits, from headers only.
 *
 * @throws UserError for a source that is not usable or cannot be cut as `data` says; without a position,
 *   but with the key.
 */
export async function describeSplits(
  dataset: Dataset,
  options: Options,
  data: Data,
  context: SourceContext,
): Promise<SplitsSpec> {
  const spec = await dataset.describe(options, weighing(context, data));
  checkWeighted(data, spec.weighted === true);
  checkSplit(data, spec.hasTest);
  checkStratify(data, areClasses({ shape: [1, ...spec.y.shape], dtype: spec.y.dtype }), spec.ordered);
  const { train, test } = spec.rows;
  const rows = train === undefined ? undefined : planSizes(data, train, test, spec.ordered?.gap);
  return {
    x: spec.x,
    y: spec.y,
    hasValidation: data.validation !== undefined || data.split?.validation !== undefined,
    hasTest: spec.hasTest || data.split?.test !== undefined,
    ...(rows && { rows }),
    ...(spec.classCount !== undefined && { classCount: spec.classCount }),
    ...(spec.features && { features: spec.features }),
    ...(spec.targets && { targets: spec.targets }),
  };
}

/**
 * Reads a source and cuts it as `data` says: by `data.split` if it comes whole, else `data.validation` from
 * its training rows; then `data.limit`. Cuts are drawn from the experiment's seed: unlike Keras, which
 * takes the last rows as they lie, so that sorted data is cut fairly. Rows keep their order. Only rows that are in
 * an order themselves (Source.ordered) are cut as they lie.
 *
 * @throws UserError as describeSplits does, and for content that is not usable.
 */
export async function prepare(
  dataset: Dataset,
  options: Options,
  data: Data,
  context: SourceContext,
): Promise<Splits> {
  const source = await dataset.read(options, weighing(context, data));
  checkWeighted(data, source.train.w !== undefined);
  for (const rows of [source.train, source.test]) checkWeights(rows);
  checkSplit(data, source.test !== undefined);
  checkStratify(data, areClasses(source.train.y), source.ordered);
  const testRows = source.test && rowCount(source.test);
  const sizes = planSizes(data, rowCount(source.train), testRows, source.ordered?.gap);
  const parts = cut(source, data, sizes, context.seed);
  const train = limit(parts.train, sizes.train, context.seed);
  const fitted = source.fit?.(train);
  const { validation, test } = parts;
  const made = (rows: Rows) => (fitted ? { ...(rows.w && { w: rows.w }), ...fitted.rows(rows) } : rows);
  const madeTest = test && made(test);
  const classes = fitted?.classes ?? source.classes;
  return {
    train: made(train),
    ...(validation && { validation: validation === test ? madeTest! : made(validation) }),
    ...(madeTest && { test: madeTest }),
    ...(classes && { classes }),
    ...(source.classCount !== undefined && { classCount: source.classCount }),
    ...(source.counted && { counted: true }),
    ...(source.features && { features: source.features }),
    ...(source.targets && { targets: source.targets }),
  };
}

const weighing = (context: SourceContext, { sample_weight }: Data): SourceContext =>
  sample_weight === undefined ? context : { ...context, sampleWeight: sample_weight };

function checkWeighted({ sample_weight }: Data, weighted: boolean): void {
  if (sample_weight === undefined || weighted) return;
  throw wrong('data.sample_weight', 'is for sources whose rows have weights: csv, json and npz', 'remove it');
}

/** @throws UserError for the first weight that is none. */
function checkWeights(rows: Rows | undefined): void {
  const { data } = rows?.w ?? { data: [] };
  const row = data.findIndex((weight: number) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (row < 0) return;
  throw wrong('data.sample_weight', `row ${row} has the weight ${data[row]}, expected 0 or more`);
}

function checkStratify(data: Data, classes: boolean, ordered: Ordered | undefined): void {
  if (!data.split?.stratify) return;
  if (ordered) {
    const message = 'mixes rows, but these are in an order and are cut as they lie';
    throw wrong('data.split.stratify', message, 'leave stratify out');
  }
  if (classes) return;
  const hint = 'leave stratify out, or give class numbers as targets';
  throw wrong('data.split.stratify', 'needs targets that are classes, but these are values', hint);
}

type Cut = Pick<Splits, 'train' | 'validation' | 'test'>;

function cut(source: Source, data: Data, sizes: SplitSizes, seed: number): Cut {
  const { train, test } = source;
  if (data.validation === 'test') return { train, validation: test!, test: test! };
  const ownTest = test !== undefined;
  const validationSize = sizes.validation ?? 0;
  const testSize = ownTest ? 0 : (sizes.test ?? 0);
  if (validationSize + testSize === 0) return { train, ...(test && { test }) };
  const gap = source.ordered?.gap ?? 0;
  const gaps = gap * [validationSize, testSize].filter((size) => size > 0).length;
  const counts = [rowCount(train) - validationSize - testSize - gaps, validationSize, testSize];
  const parts = partsOf(source, counts, data.split?.stratify, new Stream(seed, 'split'));
  const [trainRows, validationRows, testRows] = parts.map((rows) => selectRows(train, rows)) as [
    Rows,
    Rows,
    Rows,
  ];
  return {
    train: trainRows,
    ...(validationSize > 0 && { validation: validationRows }),
    ...(ownTest ? { test } : testSize > 0 && { test: testRows }),
  };
}

/** Rows of each part of a source. */
function partsOf(source: Source, counts: readonly number[], stratify: boolean | undefined, stream: Stream) {
  if (source.ordered) return slices(counts, source.ordered.gap);
  return stratify ? stratified(source, counts, stream) : deal(rowCount(source.train), counts, stream);
}

/** @throws UserError if a part would lack a class. */
function stratified({ train, classes }: Source, sizes: readonly number[], stream: Stream): Int32Array[] {
  const parts = dealStratified(train.y, sizes, stream);
  const names = ['training', 'validation', 'test'];
  const present = parts.map((part) => new Set(Array.from(part, (row) => train.y.data[row])));
  for (const rows of rowsByClass(train.y)) {
    const label = train.y.data[rows[0] as number] as number;
    const lacking = parts.findIndex((part, i) => part.length > 0 && !present[i]!.has(label));
    if (lacking < 0) continue;
    const message = `class ${classes?.[label] ?? label} has ${rows.length} of ${rowCount(train)} rows, too few for the ${names[lacking]} split`;
    throw wrong('data.split', message, 'take larger fractions, or leave stratify out');
  }
  return parts;
}

/** `data.limit`: a part of the training rows, each class in proportion where targets are classes. */
function limit(train: Rows, size: number, seed: number): Rows {
  const rows = rowCount(train);
  if (size === rows) return train;
  const stream = new Stream(seed, 'limit');
  const sizes = [size, rows - size];
  const [kept] = areClasses(train.y) ? dealStratified(train.y, sizes, stream) : deal(rows, sizes, stream);
  return selectRows(train, kept as Int32Array);
}

/** Number of samples. */
export function rowCount(rows: Rows): number {
  return rows.x.shape[0] as number;
}
