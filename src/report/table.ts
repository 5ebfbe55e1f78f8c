/** A cell: text, a number, a truth value, or nothing. */
export type Cell = string | number | boolean | null | undefined;

/** What is printed, whatever for: named columns and rows of as many cells. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
