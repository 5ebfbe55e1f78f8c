import { Command, Flags } from '@oclif/core';
import { EXIT } from '../errors.js';
import { file, json, overrides, runsDir } from './flags.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

export class run extends Command {
  static override summary = 'Train an experiment and keep a record of it.';
  static override description =
    'Reads and validates the file, trains, evaluates on the test split, checks `expect` and writes a run record ' +
    'to the runs folder. Exits with 1 where an expectation was not met, 2 for a mistake in the file or its data, ' +
    '3 where training failed (a loss that is not a number), 4 for disk or engine.';
  static override examples = [
    '<%= config.bin %> run experiments/mnist-mlp.yaml',
    '<%= config.bin %> run experiments/mnist-mlp.yaml training.epochs=1 optimizer.adam.learning_rate=0.01',
    '<%= config.bin %> run experiments/mnist-mlp.yaml --json > record.json',
  ];
  static override args = { FILE: file, 'path=value': overrides };
  static override flags = {
    engine: Flags.string({
      helpValue: 'NAME',
      description: 'Engine to train with, instead of the one in the file.',
    }),
    'runs-dir': runsDir,
    json,
    quiet: Flags.boolean({ char: 'q', description: 'Show no progress.' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(run);
    const words = flags.json ? process.stderr : process.stdout;
    const [{ runExperiment }, progress, { passed }, { runSummary }, { runtimeNote }, { coloured }] =
      await Promise.all([
        import('../pipeline.js'),
        import('../training/progress.js'),
        import('../runs/expect.js'),
        import('./present/summary.js'),
        import('./present/runtime.js'),
        import('./present/colour.js'),
      ]);
    const mode = progress.progressMode(words, process.env, flags.quiet);
    const listener = await progress.createProgress(words, mode);
    const { value: done, interrupted } = await withSignals((signal) =>
      runExperiment(args.FILE, {
        overrides: args['path=value'] ?? [],
        ...(flags.engine !== undefined && { engine: flags.engine }),
        runsDir: flags['runs-dir'],
        listener,
        signal,
      }).finally(() => listener.end({})),
    );
    print(words, runSummary(done.record, done.folder, done.previous, coloured(words, process.env)));
    const note = runtimeNote(done.record, process.env.DLX_ONNXRUNTIME);
    if (note !== undefined) print(process.stderr, note);
    if (flags.json) print(process.stdout, JSON.stringify(done.record, null, 2));
    if (interrupted) process.exitCode = interrupted.exitCode;
    else if (!passed(done.record)) process.exitCode = EXIT.failed;
  }
}
