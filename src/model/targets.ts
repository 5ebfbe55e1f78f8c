import type { Spec } from '../arrays.js';
import type { WrittenHead } from '../experiment/heads.js';
import { pick } from '../experiment/part.js';
import type { Data } from '../experiment/types.js';
import { losses } from '../losses/index.js';
import type { Ops, Tensor } from '../tf.js';
import { columnsOf, positionsOf } from './columns.js';
import type { ModelLayer, ModelProblem } from './model.js';
import type { Head, Target } from './plan.js';

/** What is known about the targets, from headers (validate) or from the rows (run). */
export interface Targets {
  /** One sample, as the source has it. */
  readonly y: Spec;
  readonly classCount?: number;
  /** The classes that occur, where there may be more. */
  readonly leastClasses?: number;
  /** Its columns, where they are known. */
  readonly columns?: readonly { readonly name: string; readonly classCount?: number }[];
  /** From the rows: the classes that a column holds, or undefined where it holds other numbers. */
  readonly countClasses?: (column: number) => number | undefined;
}

/** What of the target one output is compared with, in one sample, and its classes as far as they are known. */
export interface TargetOf {
  readonly target: Target;
  readonly spec: Spec;
  readonly classCount?: number;
  readonly leastClasses?: number;
  readonly problems: readonly ModelProblem[];
}

/** [1] -> []: a column of class numbers is encoded like a plain list of them. */
const withoutUnit = (shape: readonly number[]) => (shape.at(-1) === 1 ? shape.slice(0, -1) : shape);

/** `input`: one sample of what the model takes; `layer`: the one whose output is compared. */
export function targetFor(
  head: WrittenHead,
  data: Data,
  targets: Targets,
  input: Spec,
  layer: ModelLayer,
): TargetOf {
  const columns = head.output === undefined ? undefined : data.targets?.[head.output];
  if (columns === 'input' || (columns === undefined && data.target === 'input')) {
    return { target: { kind: 'input' }, spec: input, problems: [] };
  }
  const { y, classCount, leastClasses } = targets;
  if (columns !== undefined) return columnTarget(head, columns, targets);
  const known = { classCount, leastClasses, problems: [] };
  if (data.target !== 'one_hot') return { target: { kind: 'whole' }, spec: y, ...known };
  // The number of classes is that of the outputs where it is not known.
  const oneHot = classCount ?? layer.built.output.shape.at(-1) ?? 1;
  const spec: Spec = { shape: [...withoutUnit(y.shape), oneHot], dtype: 'float32' };
  return { target: { kind: 'whole', oneHot }, spec, ...known };
}

function columnTarget(
  { output, loss }: WrittenHead,
  columns: readonly (string | number)[],
  { y, columns: known, countClasses }: Targets,
): TargetOf {
  const path = ['data', 'targets', output!];
  if (y.shape.length === 0 && columns.length === 1 && columns[0] === 0) {
    return columnTarget({ output, loss } as WrittenHead, columns, {
      y: { ...y, shape: [1] },
      columns: known,
      countClasses,
    });
  }
  const problems: ModelProblem[] = [];
  if (y.shape.length === 0) {
    problems.push({ path, message: 'the target of this source is a single value and has no columns' });
  }
  const names = known?.map(({ name }) => name);
  const found = positionsOf(columns, { spec: y, names, fromHeaders: countClasses === undefined }, path);
  problems.push(...found.problems);
  const [only] = found.columns;
  const single = columns.length === 1;
  const integers = single && pick(losses, loss).part.integers === true && y.dtype === 'float32';
  const classCount = single ? known?.[only!]?.classCount : undefined;
  const counted = single && classCount === undefined && only! >= 0 ? countClasses?.(only!) : undefined;
  if (
    integers &&
    countClasses &&
    counted === undefined &&
    classCount === undefined &&
    problems.length === 0
  ) {
    const message = `column ${JSON.stringify(columns[0])} holds other numbers than classes 0, 1, 2 and so on`;
    problems.push({ path, message, hint: 'use mean_squared_error for values' });
  }
  return {
    target: { kind: 'columns', columns: found.columns, integers },
    spec: {
      shape: single ? y.shape.slice(0, -1) : [...y.shape.slice(0, -1), columns.length],
      dtype: integers ? 'int32' : y.dtype,
    },
    ...(classCount !== undefined && { classCount }),
    ...(counted !== undefined && { leastClasses: counted }),
    problems,
  };
}

/** What a batch of outputs is compared with: [batch, ...]. `x`: what the model was given. */
export function targetOf({ target }: Head, x: Tensor, y: Tensor, tf: Ops): Tensor {
  if (target.kind === 'input') return tf.clone(x);
  if (target.kind === 'whole') {
    return target.oneHot === undefined ? tf.clone(y) : tf.oneHot(y as never, target.oneHot, 1, 0, 'float32');
  }
  const { columns, integers } = target;
  const rows = y.rank === 1 ? tf.expandDims(y, -1) : y;
  const cut = columnsOf(rows, columns, tf);
  const single = columns.length === 1 ? tf.squeeze(cut, [-1]) : cut;
  return integers ? tf.cast(single, 'int32') : tf.clone(single);
}
