import { EXIT } from '../errors.js';
import type { RepeatOptions } from '../repeat/repeat.js';
import type { RepeatRecord } from '../runs/repeats/record.js';
import { print } from './output.js';
import { type TrainingFlags, withProgress } from './training.js';

/** Repeats an experiment with progress on screen, prints what came of it and sets the exit code. */
export async function repeatAndTell(
  file: string,
  flags: TrainingFlags,
  options: Pick<RepeatOptions, 'times' | 'overrides' | 'engine' | 'resume'>,
): Promise<void> {
  const [{ repeatExperiment }, { repeatSummary, runHeading }] = await Promise.all([
    import('../repeat/repeat.js'),
    import('./present/repeat.js'),
  ]);
  const screen = flags.json ? process.stderr : process.stdout;
  const { value, interrupted, words, colours } = await withProgress(flags, (shared) =>
    repeatExperiment(file, {
      ...shared,
      ...options,
      onRun: (run) => flags.quiet || print(screen, runHeading(run)),
      onFailure: (error) => print(process.stderr, error.message),
    }),
  );
  print(words, repeatSummary(value.record, value.folder, colours));
  if (flags.json) print(process.stdout, JSON.stringify(value.record, null, 2));
  process.exitCode = interrupted ? interrupted.exitCode : worst(value.record);
}

/** The highest exit code of all runs. */
function worst({ children }: RepeatRecord): number {
  const codes = children.map(({ expect, error }) =>
    error ? error.exit_code : expect.every(({ pass }) => pass) ? EXIT.ok : EXIT.failed,
  );
  return Math.max(...codes);
}
