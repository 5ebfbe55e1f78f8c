import { Command, Flags } from '@oclif/core';
import { file, overrides } from './flags.js';
import { repeatAndTell } from './repeating.js';
import { plot, tensorboard, trainAndTell, trainingFlags } from './training.js';

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
    '<%= config.bin %> run experiments/mnist-mlp.yaml --resume',
    '<%= config.bin %> run experiments/mnist-mlp.yaml --repeat 5',
  ];
  static override args = { FILE: file, 'path=value': overrides };
  static override flags = {
    engine: Flags.string({
      helpValue: 'NAME',
      description: 'Engine to train with, instead of the one in the file.',
    }),
    resume: Flags.boolean({
      description: 'Go on with the newest unfinished run of the same experiment and data, if there is one.',
    }),
    repeat: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'Run N times, with the seed and those that follow it; say mean, deviation and interval.',
    }),
    plot: plot('repeat'),
    tensorboard,
    ...trainingFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(run);
    const asked = {
      overrides: args['path=value'] ?? [],
      ...(flags.engine !== undefined && { engine: flags.engine }),
      resume: flags.resume,
    };
    if (flags.repeat !== undefined) {
      return repeatAndTell(args.FILE, flags, { ...asked, times: flags.repeat });
    }
    const { runExperiment } = await import('../pipeline.js');
    await trainAndTell(flags, (options) => runExperiment(args.FILE, { ...options, ...asked }));
  }
}
