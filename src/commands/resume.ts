import { Args, Command, Flags } from '@oclif/core';
import { overrides } from './flags.js';
import { plot, tensorboard, trainAndTell, trainingFlags } from './training.js';

export class resume extends Command {
  static override summary =
    'Go on with a run that was interrupted or killed, or train a finished one further.';
  static override description =
    'Continues in the folder of the run from its newest checkpoint that checks out: what it leaves is what the run ' +
    'would have left without an interruption, bit for bit. Refuses with 2 where data, experiment, engine or versions ' +
    'are not as before, key by key; with 5 where another process writes to the run. Other exit codes are those of run.';
  static override examples = [
    '<%= config.bin %> resume last',
    '<%= config.bin %> resume mnist-mlp training.epochs=20',
    '<%= config.bin %> resume 20261122T075012Z-mnist-mlp-1a2b3c4d --force',
  ];
  static override args = {
    RUN: Args.string({
      required: true,
      description: 'An id, a unique beginning of one, `last`, `last~2`, a name (its newest run), or a path.',
    }),
    'path=value': overrides,
  };
  static override flags = {
    force: Flags.boolean({ description: 'Go on in spite of differences; the record says so.' }),
    plot: plot(),
    tensorboard,
    ...trainingFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(resume);
    const { resumeRun } = await import('../pipeline.js');
    await trainAndTell(flags, (options) =>
      resumeRun(args.RUN, { ...options, overrides: args['path=value'] ?? [], force: flags.force }),
    );
  }
}
