import type { StoredSweep } from '../../sweeps/record/record.js';
import { sweepPageOf } from './page.js';
import { viewOfSweep } from './view.js';

/** A page about a sweep, finished or not: a whole HTML document that needs nothing else. */
export function makeSweepReport(sweep: StoredSweep): { readonly html: string; readonly fileName: string } {
  return { html: sweepPageOf(viewOfSweep(sweep)), fileName: `${sweep.record.id}.html` };
}
