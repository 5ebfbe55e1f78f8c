import { relative } from 'node:path';
import { UserError } from '../errors.js';
import type { StoredRun } from '../runs/index.js';
import { targets } from './index.js';
import type { Exported, Exporter } from './target.js';

/** A run that was left out because of what its own folder holds. */
export interface Unexported {
  readonly id: string;
  readonly outcome: 'failed';
  readonly error: UserError;
}

/**
 * Exports one run after the other, and says of each what became of it. A run whose files are damaged is left out.
 *
 * @throws UserError (exit 4) where the place does not do its part; what was exported until then is complete.
 */
export async function* exportRuns(
  runs: Iterable<StoredRun>,
  exporter: Exporter,
): AsyncGenerator<Exported | Unexported> {
  for (const run of runs) {
    try {
      yield await exporter(run);
    } catch (error) {
      if (!(error instanceof UserError) || !isIn(run.folder, error)) throw error;
      yield { id: run.record.id, outcome: 'failed', error };
    }
  }
}

/**
 * Exports runs to every place that is named, one place after the other. Throws as `exportRuns` and `ExportTarget.open`.
 *
 * @param places by name of the target.
 */
export async function* exportTo(
  runs: readonly StoredRun[],
  places: { readonly [target: string]: unknown },
  env: { readonly [name: string]: string | undefined },
): AsyncGenerator<(Exported | Unexported) & { readonly target: string }> {
  for (const { name, open } of targets) {
    const place = places[name];
    if (typeof place !== 'string') continue;
    for await (const one of exportRuns(runs, await open(place, env))) yield { ...one, target: name };
  }
}

/** Whether what is wrong is a file of the run. */
function isIn(folder: string, { problems }: UserError): boolean {
  const file = problems[0]?.file;
  return file !== undefined && !relative(folder, file).startsWith('..');
}
