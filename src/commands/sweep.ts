import { Args, Command, Flags } from '@oclif/core';
import { json, runsDir } from './flags.js';
import { queueOf, queueOptions, storeFlag } from './queueing.js';
import { listTrials, sweepAndTell } from './sweeping.js';

export class sweep extends Command {
  static override summary = 'Try many values of an experiment, and keep a record of each.';
  static override description =
    'FILE is a sweep file, or an experiment with values to try for some of its paths. Every trial is a run of its own. ' +
    'A sweep that was interrupted, or whose file now asks for more, goes on where it was when the command is given ' +
    'again. Exits with 2 for a mistake in the files, 3 where every trial failed, 4 for disk or engine, 5 where the ' +
    'sweep is being run.';
  static override examples = [
    '<%= config.bin %> sweep sweeps/mnist-mlp.yaml',
    "<%= config.bin %> sweep experiments/mnist-mlp.yaml 'optimizer.adam.learning_rate=1e-3,1e-2' 'training.batch_size=[32,64]'",
    '<%= config.bin %> sweep sweeps/mnist-mlp.yaml --dry-run',
    '<%= config.bin %> sweep --resume last --retry-failed',
    '<%= config.bin %> sweep sweeps/mnist-mlp.yaml --queue redis://localhost:6379 --store /mnt/sweeps',
  ];
  static override usage = ['sweep FILE [path=values...] [options]', 'sweep --resume SWEEP [options]'];
  static override args = {
    // One argument for both, because none but the last may be left out.
    FILE: Args.string({
      multiple: true,
      required: false,
      description:
        'Sweep file (YAML), or an experiment file and values to try, every combination: training.batch_size=32,64.',
    }),
  };
  static override flags = {
    workers: Flags.integer({
      char: 'w',
      helpValue: 'N',
      min: 1,
      description:
        'Trials at a time, each in a process with one thread. Default: as many as there are cores.',
    }),
    'dry-run': Flags.boolean({
      description: 'List the trials and train none.',
      exclusive: ['resume', 'retry-failed', 'fail-fast'],
    }),
    resume: Flags.string({
      helpValue: 'SWEEP',
      description:
        'Go on with a sweep, with its files as they were: an id, a beginning of one, `last`, a name.',
      exclusive: ['new'],
    }),
    new: Flags.boolean({ description: 'Begin a new sweep and train all of it, whatever was done before.' }),
    'retry-failed': Flags.boolean({ description: 'Give trials that failed another try.' }),
    'fail-fast': Flags.boolean({ description: 'End with the first trial that fails.' }),
    queue: Flags.string(queueOptions),
    store: storeFlag,
    'runs-dir': runsDir,
    json,
    quiet: Flags.boolean({ char: 'q', description: 'Show no progress.' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(sweep);
    const [file, ...grid] = args.FILE ?? [];
    const source = { file, grid, resume: flags.resume };
    if (flags['dry-run']) return listTrials(source, flags);
    const queue = await queueOf(flags);
    try {
      await sweepAndTell(source, flags, queue);
    } finally {
      // Also where the sweep did not come so far as to use it.
      await queue?.close();
    }
  }
}
