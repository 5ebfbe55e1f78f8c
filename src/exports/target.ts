import type { StoredRun } from '../runs/index.js';

/** What became of a run at the place that it was exported to. */
export interface Exported {
  readonly id: string;
  /** `unchanged`: it was there already, as it is now. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** The folder or address of the copy. */
  readonly where: string;
  /** What could not be said there, a sentence each. */
  readonly notes: readonly string[];
}

/** Copies a run to a place that is open. Throws a UserError (exit 4) where the place does not do its part. */
export type Exporter = (run: StoredRun) => Promise<Exported>;

/** Something that shows runs of others, and a way to bring runs there. */
export interface ExportTarget {
  /** Flag of `dlx export-runs`. */
  readonly name: string;
  readonly summary: string;
  /** How a place is called: `DIR`. */
  readonly place: string;
  /** @throws UserError (exit 2) for a place that is none; 4 where it cannot be reached. */
  open(place: string, env: { readonly [name: string]: string | undefined }): Promise<Exporter>;
}
