import { UserError } from '../../errors.js';
import type { FittedRows, Rows } from '../dataset.js';
import type { Table } from '../files/csv.js';
import { documentsOf, fitVocabulary } from '../text/vectorize.js';
import type { Feature } from './columns.js';
import type { TableSettings } from './options.js';

/** The one feature whose text becomes tokens. @throws UserError for options that do not go with `vectorize`. */
export function checkVectorized(features: readonly Feature[], options: TableSettings, key: string): void {
  if (!options.vectorize) return;
  const other = (['windows', 'one_hot', 'ordinal'] as const).find((name) => options[name] !== undefined);
  if (other !== undefined) {
    const message = 'is for numbers and categories, but `vectorize` makes all inputs from a text';
    throw new UserError({ key: `${key}.${other}`, message, hint: 'remove one of the two' });
  }
  if (features.length === 1) return;
  const message = `needs one column of text, found ${features.length} features`;
  throw new UserError({ key: `${key}.vectorize`, message, hint: 'name the column of texts in features' });
}

/** The texts of a column, for a vocabulary to be fitted: rows as read have the numbers of texts as inputs. */
export function textsOf(
  table: Table,
  column: number,
  vectorize: NonNullable<TableSettings['vectorize']>,
): { readonly x: Rows['x']; fit(train: Rows): FittedRows } {
  const documents = documentsOf(
    table.records.map(({ cells }) => cells[column]!),
    vectorize,
  );
  const rows = table.records.length;
  return {
    x: { shape: [rows], dtype: 'int32', data: Int32Array.from({ length: rows }, (_, row) => row) },
    fit: (train) => fitVocabulary(documents, train, vectorize),
  };
}
