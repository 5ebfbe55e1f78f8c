import { EXIT } from '../errors.js';
import type { Executor } from '../sweeps/executor.js';
import type { SweepSource } from '../sweeps/launch.js';
import type { SweepListener } from '../sweeps/listener.js';
import type { StoredSweep } from '../sweeps/record/record.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

export interface SweepFlags {
  readonly 'runs-dir': string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly workers?: number | undefined;
  readonly new: boolean;
  readonly 'retry-failed': boolean;
  readonly 'fail-fast': boolean;
}

/** Sweeps with progress on screen, prints what came of it and sets the exit code. */
export async function sweepAndTell(source: SweepSource, flags: SweepFlags, queue?: Executor): Promise<void> {
  const words = flags.json ? process.stderr : process.stdout;
  const [{ launchSweep }, { sweepSummary }, { coloured }, listener] = await Promise.all([
    import('../sweeps/launch.js'),
    import('./present/sweep.js'),
    import('./present/colour.js'),
    progressOn(words, flags.quiet),
  ]);
  const { value, interrupted } = await withSignals((signal) =>
    launchSweep(source, {
      runsDir: flags['runs-dir'],
      listener,
      signal,
      anew: flags.new,
      retryFailed: flags['retry-failed'],
      failFast: flags['fail-fast'],
      ...(queue && { executor: () => queue, workers: Math.max(1, queue.slots) }),
      ...(flags.workers !== undefined && { workers: flags.workers }),
      note: (sentence) => print(process.stderr, `note: ${sentence}`),
    }),
  );
  print(words, sweepSummary(value, coloured(words, process.env)));
  if (flags.json) print(process.stdout, JSON.stringify(documentOf(value), null, 2));
  process.exitCode = interrupted ? interrupted.exitCode : exitCodeOf(value);
}

/** Lists what a sweep would try. */
export async function listTrials(source: SweepSource, flags: SweepFlags): Promise<void> {
  const [{ readSource }, { foresee }, { trialList }] = await Promise.all([
    import('../sweeps/launch.js'),
    import('../sweeps/foresee.js'),
    import('./present/sweep.js'),
  ]);
  const { sweep } = await readSource(flags['runs-dir'], source);
  const foreseen = foresee(sweep);
  if (flags.json) print(process.stdout, JSON.stringify(foreseen, null, 2));
  else print(process.stdout, trialList(sweep, foreseen));
}

async function progressOn(words: NodeJS.WriteStream, quiet: boolean): Promise<SweepListener> {
  const { progressMode } = await import('../training/progress.js');
  const mode = progressMode(words, process.env, quiet);
  if (mode === 'bar') return new (await import('../sweeps/progress/table.js')).LiveTable(words);
  if (mode === 'quiet') return (await import('../sweeps/listener.js')).unheard;
  return (await import('../sweeps/progress/lines.js')).trialLines((line) => print(words, line));
}

/** The record with its trials: what `--json` prints of a sweep. */
const documentOf = ({ record, trials }: StoredSweep) => ({ ...record, trials });

/** A trial that failed is one of many; where all did, something is wrong with the sweep. */
function exitCodeOf({ trials }: StoredSweep): number {
  const failed = trials.filter(({ status }) => status === 'failed');
  return failed.length > 0 && failed.length === trials.length ? EXIT.training : EXIT.ok;
}
