import { basename, resolve } from 'node:path';
import { UserError } from '../errors.js';
import type { StoredRun } from '../runs/index.js';
import { gather, type RunView } from './gather.js';
import { pageOf } from './html/page.js';
import type { ReportOptions } from './options.js';

export interface Report {
  /** A whole HTML document that needs nothing else. */
  readonly html: string;
  /** A name for its file. */
  readonly fileName: string;
  readonly views: readonly RunView[];
}

/**
 * A page about one or more runs, in the order given, each once. What is missing of a run, its record apart, is left
 * out, and the page says why.
 *
 * @throws UserError for no run at all.
 */
export async function makeReport(runs: readonly StoredRun[], options: ReportOptions): Promise<Report> {
  // The folder names a run, whatever its record says.
  const stored = [...new Map(runs.map((run) => [resolve(run.folder), run]))];
  const [first] = stored;
  if (!first) {
    const hint = 'name runs (`dlx report last`), or choose some with --name or --where';
    throw new UserError({ message: 'found no run, expected one or more to report on', hint });
  }
  const views: RunView[] = [];
  for (const [, run] of stored) {
    const view = await gather(run, options.predictions);
    if (options.predictions && 'reason' in view.predictions) {
      options.note?.(`no predictions of ${view.record.id}: ${view.predictions.reason}`);
    }
    views.push(view);
  }
  const fileName = views.length === 1 ? `${basename(first[0])}.html` : 'report.html';
  return { html: pageOf(views), fileName, views };
}
