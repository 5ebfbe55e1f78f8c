import type { ExportedTrial, ExportOptions } from './export-trial.js';

/**
 * The best trial of a sweep, or another one, as an experiment file that runs by itself: as `dlx sweep best` writes it.
 *
 * @param sweep an id, a unique beginning of one, `last`, a name, or a path.
 * @throws UserError for a sweep or trial that is not there, where none has completed, or where `out` cannot be written.
 */
export async function bestOfSweep(
  sweep: string,
  { runsDir = 'runs', ...options }: ExportOptions & { readonly runsDir?: string } = {},
): Promise<ExportedTrial> {
  const [{ findSweep }, { exportTrial }] = await Promise.all([
    import('../record/find.js'),
    import('./export-trial.js'),
  ]);
  return exportTrial(findSweep(runsDir, sweep), options);
}
