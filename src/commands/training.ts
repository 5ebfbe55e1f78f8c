import { Flags } from '@oclif/core';
import { EXIT } from '../errors.js';
import type { RunOptions, RunResult } from '../pipeline.js';
import { json, runsDir } from './flags.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

/** Flags of every command that trains. */
export const trainingFlags = {
  'runs-dir': runsDir,
  json,
  quiet: Flags.boolean({ char: 'q', description: 'Show no progress.' }),
};

interface Given {
  readonly 'runs-dir': string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Trains with progress on screen, prints what came of it and sets the exit code. */
export async function trainAndTell(
  flags: Given,
  start: (options: RunOptions) => Promise<RunResult>,
): Promise<void> {
  const words = flags.json ? process.stderr : process.stdout;
  const [progress, { passed }, { runSummary }, { runtimeNote }, { coloured }] = await Promise.all([
    import('../training/progress.js'),
    import('../runs/expect.js'),
    import('./present/summary.js'),
    import('./present/runtime.js'),
    import('./present/colour.js'),
  ]);
  const note = (sentence: string | undefined) =>
    sentence !== undefined && print(process.stderr, `note: ${sentence}`);
  const mode = progress.progressMode(words, process.env, flags.quiet);
  const listener = await progress.createProgress(words, mode);
  const { value: done, interrupted } = await withSignals((signal) =>
    start({ runsDir: flags['runs-dir'], listener, signal, note }).finally(() => listener.end({})),
  );
  print(words, runSummary(done.record, done.folder, done.previous, coloured(words, process.env)));
  note(runtimeNote(done.record, process.env.DLX_ONNXRUNTIME));
  if (flags.json) print(process.stdout, JSON.stringify(done.record, null, 2));
  if (interrupted) process.exitCode = interrupted.exitCode;
  else if (!passed(done.record)) process.exitCode = EXIT.failed;
}
