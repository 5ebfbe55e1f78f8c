import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { readText } from '../experiment/load.js';
import { checkSweep } from './file/check.js';
import { loadSweep } from './file/load.js';
import type { Sweep } from './file/sweep.js';
import { unheard } from './listener.js';
import { findSweep } from './record/find.js';
import type { StoredSweep } from './record/record.js';
import { runSweep, type SweepOptions } from './run.js';

/** What is to be swept: a sweep file; an experiment file and values for its paths; or a sweep that goes on. */
export interface SweepSource {
  readonly file?: string | undefined;
  /** `path=value,value` */
  readonly grid?: readonly string[];
  /** A sweep: an id, a beginning of one, `last`, a name, or a path. */
  readonly resume?: string | undefined;
}

/**
 * Reads what is to be swept. A sweep that goes on is read as its files were when it last ran, whatever has become of them.
 *
 * @throws UserError (exit 2) with every problem at its line, or for a sweep that is not there.
 */
export async function readSource(
  runsDir: string,
  { file, grid = [], resume }: SweepSource,
): Promise<{ readonly sweep: Sweep; readonly stored?: StoredSweep }> {
  if (resume === undefined) {
    if (file === undefined) {
      const hint = 'dlx sweep FILE, or dlx sweep --resume SWEEP to go on with one';
      throw new UserError({ message: 'found no file, expected a sweep or an experiment', hint });
    }
    return { sweep: await loadSweep(file, grid) };
  }
  if (file !== undefined) {
    const message = `found ${file} and --resume ${resume}, expected one of them`;
    const hint = `\`dlx sweep ${file}\` goes on with the newest sweep of that file by itself`;
    throw new UserError({ message, hint });
  }
  const stored = findSweep(runsDir, resume);
  const { record, folder } = stored;
  const text = (name: string) => readText(join(folder, name));
  const experiment = await text('experiment.yaml');
  const kept = existsSync(join(folder, 'sweep.yaml'))
    ? { sweep: await text('sweep.yaml'), experiment }
    : { experiment };
  return { sweep: await loadSweep(record.file ?? record.experiment, record.grid, kept), stored };
}

/** How to sweep; everything may be left out. */
export type LaunchOptions = Partial<Omit<SweepOptions, 'resume'>>;

/**
 * Reads what is to be swept and trains its trials, in processes of this machine where nothing else is said.
 *
 * @throws UserError as `readSource` and `runSweep`; exit 2 for values that do not fit the data.
 */
export async function launchSweep(source: SweepSource, options: LaunchOptions = {}): Promise<StoredSweep> {
  const { runsDir = 'runs', workers = availableParallelism(), listener = unheard } = options;
  const { sweep, stored } = await readSource(runsDir, source);
  // Other machines have the data, perhaps; and what goes on was looked at when it began.
  if (!options.executor && !stored) await checkSweep(sweep);
  const executor = options.executor ?? (await local());
  return runSweep(sweep, {
    ...options,
    runsDir,
    workers,
    listener,
    executor,
    ...(stored && { resume: stored }),
  });
}

async function local(): Promise<SweepOptions['executor']> {
  const { localExecutor } = await import('./local/pool.js');
  return (runsDir, workers) => localExecutor({ runsDir, workers });
}
