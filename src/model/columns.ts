import { formatShape, type Spec } from '../arrays.js';
import { nameHint } from '../experiment/nearest.js';
import type { Columns } from '../experiment/types.js';
import type { Ops, Tensor } from '../tf.js';
import { type Group, INPUT, type ModelProblem } from './model.js';

/** Columns of rows, along the last axis: [batch, ..., n] to [batch, ..., columns]. */
export function columnsOf(x: Tensor, columns: readonly number[], tf: Ops): Tensor {
  const whole = columns.length === x.shape.at(-1) && columns.every((column, i) => column === i);
  if (whole) return x;
  const runs = runsOf(columns).map(({ from, size }) => {
    const begin = x.shape.map((_size, axis) => (axis === x.rank - 1 ? from : 0));
    return tf.slice(x, begin, [...x.shape.slice(0, -1), size]);
  });
  return runs.length === 1 ? runs[0]! : tf.concat(runs, x.rank - 1);
}

/** Neighbours are cut out together. */
function runsOf(columns: readonly number[]): { from: number; size: number }[] {
  const runs: { from: number; size: number }[] = [];
  for (const column of columns) {
    const last = runs.at(-1);
    if (last && last.from + last.size === column) last.size++;
    else runs.push({ from: column, size: 1 });
  }
  return runs;
}

/** A row that columns are taken from. */
export interface Row {
  readonly spec: Spec;
  /** What its columns are called, where they have names. */
  readonly names?: readonly string[];
  /** Names may turn up when the rows are read. */
  readonly fromHeaders?: boolean;
}

/**
 * Positions of columns in a row, -1 for names that only the rows tell. `path`: where they stand in the experiment.
 */
export function positionsOf(
  columns: Columns,
  { spec, names, fromHeaders }: Row,
  path: readonly (string | number)[],
): { readonly columns: readonly number[]; readonly problems: readonly ModelProblem[] } {
  const problems: ModelProblem[] = [];
  const size = spec.shape.at(-1) ?? 1;
  const found = columns.map((column, i) => {
    const refuse = (message: string, hint?: string) => {
      problems.push({ path: [...path, i], message, ...(hint !== undefined && { hint }) });
      return -1;
    };
    if (typeof column === 'number') {
      if (column < size) return column;
      return refuse(`there is no column ${column}: rows have ${formatShape(spec.shape)}, counted from 0`);
    }
    if (!names) {
      if (fromHeaders) return -1;
      return refuse(
        `the columns of this source have no names, found ${JSON.stringify(column)}`,
        'write positions, from 0',
      );
    }
    const at = names.indexOf(column);
    return at >= 0
      ? at
      : refuse(`no column is named ${JSON.stringify(column)}`, nameHint(column, names, 'columns'));
  });
  problems.push(...repeated(columns, found, path));
  return { columns: found, problems };
}

/** A column by its name and by its position is one column. */
function repeated(
  columns: Columns,
  found: readonly number[],
  path: readonly (string | number)[],
): ModelProblem[] {
  const second = found.findIndex((column, i) => column >= 0 && found.indexOf(column) < i);
  if (second < 0) return [];
  const message = `${JSON.stringify(columns[second])} is the column ${JSON.stringify(columns[found.indexOf(found[second]!)])} again`;
  return [{ path: [...path, second], message, hint: 'name every column once' }];
}

/** `data.inputs` on rows as the model gets them. */
export function groupsOf(
  inputs: { readonly [name: string]: Columns } | undefined,
  row: Row,
  layers: readonly string[],
): { readonly groups: readonly Group[]; readonly problems: readonly ModelProblem[] } {
  const groups: Group[] = [];
  const problems: ModelProblem[] = [];
  for (const [name, columns] of Object.entries(inputs ?? {})) {
    const path = ['data', 'inputs', name];
    if (name === INPUT || layers.includes(name)) {
      const taken = name === INPUT ? 'the whole row' : 'a layer';
      problems.push({
        path,
        message: `the name ${JSON.stringify(name)} is that of ${taken}`,
        hint: 'give the columns another name',
      });
    }
    if (row.spec.shape.length === 0) {
      problems.push({ path, message: 'a row of this source is a single number and has no columns' });
      continue;
    }
    const found = positionsOf(columns, row, path);
    problems.push(...found.problems);
    groups.push({ name, columns: found.columns });
  }
  return { groups, problems };
}
