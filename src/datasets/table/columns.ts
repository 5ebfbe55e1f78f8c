import { UserError } from '../../errors.js';
import { nearest } from '../../experiment/nearest.js';
import type { Table } from '../files/csv.js';
import { isMissing, isNumber } from '../files/csv-columns.js';
import { badFile, type OpenFile } from '../files/file.js';
import type { TableSettings } from './options.js';

/** How a column becomes inputs. */
export type Encoding = 'number' | 'one_hot' | 'ordinal';

export interface Feature {
  readonly column: number;
  readonly encoding: Encoding;
}

/** Positions of the chosen columns. */
export interface Columns {
  readonly targets: readonly Target[];
  readonly features: readonly Feature[];
  /** The column that says how much rows count. */
  readonly weight?: number;
}

export interface Target {
  readonly column: number;
  /** Whether it is classes: told by `target_type`, or by the first record that has one. */
  readonly classes: boolean;
}

/** The names of the target columns. */
export const targetNames = ({ target }: Pick<TableSettings, 'target'>): readonly string[] =>
  typeof target === 'string' ? [target] : target;

/**
 * The columns that options name.
 *
 * @param key of the options, such as `data.dataset.csv`
 * @param weight name of the column that says how much rows count
 * @throws UserError for a name that no column has, and for a column that is used twice.
 */
export function choose(
  file: OpenFile,
  table: Table,
  options: TableSettings,
  key: string,
  weight?: string,
): Columns {
  const { header } = table;
  const at = (name: string, option: string) => position(file, header, name, `${key}.${option}`);
  const places = targetNames(options).map((name, i) =>
    at(name, typeof options.target === 'string' ? 'target' : `target[${i}]`),
  );
  const targets = places.map((column) => ({ column, classes: isClasses(table, column, options) }));
  const weighing = weight === undefined ? undefined : position(file, header, weight, 'data.sample_weight');
  const named = options.features?.map((name, i) => at(name, `features[${i}]`));
  const self = options.windows ? -1 : (named?.findIndex((column) => places.includes(column)) ?? -1);
  if (self >= 0) {
    throw new UserError({
      key: `${key}.features[${self}]`,
      message: `is the target "${options.features![self]}" itself`,
    });
  }
  const taken = weighing === undefined ? -1 : [...places, ...(named ?? [])].indexOf(weighing);
  if (taken >= 0) {
    const what = taken < places.length ? 'a target' : 'a feature';
    throw new UserError({
      key: 'data.sample_weight',
      message: `"${weight}" is ${what}`,
      hint: 'name another column',
    });
  }
  const all = header.map((_, column) => column).filter((column) => column !== weighing);
  const isInput = (column: number) =>
    targets.every((target) => target.column !== column || (options.windows && !target.classes));
  const chosen = named ?? all.filter(isInput);
  if (chosen.length === 0) {
    const found = targetNames(options).map((name) => `"${name}"`);
    throw badFile(file, `has no column but the target ${found.join(', ')}`, 'check the delimiter', 1);
  }
  const encodings = encodingsOf(file, header, chosen, options, key);
  const features = chosen.map((column) => ({ column, encoding: encodings.get(column) ?? 'number' }));
  return { targets, features, ...(weighing !== undefined && { weight: weighing }) };
}

function isClasses({ records }: Table, column: number, { target_type }: TableSettings): boolean {
  if (target_type !== 'auto') return target_type === 'classes';
  const first = records.find(({ cells }) => !isMissing(cells[column]!)) ?? records[0]!;
  return !isNumber(first.cells[column]!);
}

function encodingsOf(
  file: OpenFile,
  header: readonly string[],
  chosen: readonly number[],
  options: TableSettings,
  key: string,
): Map<number, Encoding> {
  const encodings = new Map<number, Encoding>();
  for (const encoding of ['one_hot', 'ordinal'] as const) {
    options[encoding]?.forEach((name, i) => {
      const where = `${key}.${encoding}[${i}]`;
      const column = position(file, header, name, where);
      if (!chosen.includes(column)) {
        throw new UserError({ key: where, message: `"${name}" is none of the features` });
      }
      if (encodings.has(column)) {
        throw new UserError({ key: where, message: `"${name}" stands under one_hot and under ordinal` });
      }
      encodings.set(column, encoding);
    });
  }
  return encodings;
}

function position(file: OpenFile, header: readonly string[], name: string, key: string): number {
  const column = header.indexOf(name);
  if (column >= 0) return column;
  const near = nearest(name, header);
  const shown =
    header.length > 20
      ? `${header.slice(0, 20).join(', ')} and ${header.length - 20} more`
      : header.join(', ');
  const message = `no column is named "${name}"; ${file.path} has ${shown}`;
  const hint = near === undefined ? delimiterHint(header, name) : `did you mean "${near}"?`;
  throw new UserError({ key, message, ...(hint !== undefined && { hint }) });
}

/** A header that was not divided at all. */
function delimiterHint([only = '', ...others]: readonly string[], name: string): string | undefined {
  if (others.length > 0) return undefined;
  const between = [';', '\t', '|', ','].find((one) => only.split(one).includes(name));
  return between && `the columns stand between other characters: set delimiter: ${JSON.stringify(between)}`;
}
