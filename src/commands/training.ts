import { Flags } from '@oclif/core';
import { EXIT } from '../errors.js';
import { chosen } from '../experiment/part.js';
import type { RunOptions, RunResult } from '../run-options.js';
import { type TrainingListener, together } from '../training/listener.js';
import { json, runsDir } from './flags.js';
import { print } from './output.js';
import type { Colours } from './present/colour.js';
import { type Interrupted, withSignals } from './signals.js';

/** Flags of every command that trains. */
export const trainingFlags = {
  'runs-dir': runsDir,
  json,
  quiet: Flags.boolean({ char: 'q', description: 'Show no progress.' }),
};

/** Of commands whose runs are kept. */
export const tensorboard = Flags.boolean({
  description: "Write event files for TensorBoard into the run's folder as the run goes.",
});

/** Of commands that end with one run; `exclusive`: flags with which there would be several. */
export const plot = (...exclusive: string[]) =>
  Flags.boolean({ description: 'Draw the curves of loss and metrics at the end.', exclusive });

export interface TrainingFlags {
  readonly 'runs-dir': string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly tensorboard?: boolean;
  readonly plot?: boolean;
}

/** What was trained, and where and how to tell of it. */
export interface Trained<T> {
  readonly value: T;
  readonly interrupted?: Interrupted;
  /** For all that is no document: stderr under `--json`. */
  readonly words: NodeJS.WriteStream;
  readonly colours: Colours;
  note(sentence: string | undefined): void;
}

/** Trains with progress on screen; signals end it in order. */
export async function withProgress<T>(
  flags: TrainingFlags,
  start: (options: RunOptions) => Promise<T>,
): Promise<Trained<T>> {
  const words = flags.json ? process.stderr : process.stdout;
  const [progress, { coloured }] = await Promise.all([
    import('../training/progress.js'),
    import('./present/colour.js'),
  ]);
  const note = (sentence: string | undefined) =>
    sentence !== undefined && print(process.stderr, `note: ${sentence}`);
  const mode = progress.progressMode(words, process.env, flags.quiet);
  const shown = await progress.createProgress(words, mode);
  const listener = flags.tensorboard ? together(shown, await eventFiles(note)) : shown;
  const done = await withSignals((signal) =>
    start({ runsDir: flags['runs-dir'], listener, signal, note }).finally(() => listener.end({})),
  );
  return { ...done, words, colours: coloured(words, process.env), note };
}

const eventFiles = async (note: (sentence: string) => void): Promise<TrainingListener> =>
  new (await import('../exports/tensorboard/follow.js')).TensorBoard(note);

/** Trains a run, prints what came of it and sets the exit code. */
export async function trainAndTell(
  flags: TrainingFlags,
  start: (options: RunOptions) => Promise<RunResult>,
): Promise<void> {
  const [{ passed }, { runSummary }, { runtimeNote }] = await Promise.all([
    import('../runs/expect.js'),
    import('./present/summary.js'),
    import('./present/runtime.js'),
  ]);
  const { value: done, interrupted, words, colours, note } = await withProgress(flags, start);
  if (flags.plot) {
    const { curvesOfRun } = await import('./present/curves.js');
    print(words, `\n${curvesOfRun(done.folder, words, process.env)}`);
  }
  print(words, runSummary(done.record, done.folder, done.previous, colours));
  const { runtime } = chosen(done.record.experiment.engine).options;
  note(runtimeNote(done.record, process.env.DLX_ONNXRUNTIME ?? (runtime as string | undefined)));
  if (flags.json) print(process.stdout, JSON.stringify(done.record, null, 2));
  if (interrupted) process.exitCode = interrupted.exitCode;
  else if (!passed(done.record)) process.exitCode = EXIT.failed;
}
