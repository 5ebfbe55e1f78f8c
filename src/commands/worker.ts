import { Command, Flags } from '@oclif/core';
import { runsDir } from './flags.js';
import { queueOptions, serveAndTell, storeFlag } from './queueing.js';

export class worker extends Command {
  static override summary = 'Train the trials of sweeps that other machines put on a queue.';
  static override description =
    'Takes trials from the queue of `dlx sweep --queue` and trains each in a process of its own, until it is ended: ' +
    'Ctrl-C and SIGTERM give the trials that are trained back to the queue, with where they stand. A trial whose data ' +
    'is not on this machine, or is not what others have, goes to another worker. Exits with 4 where the queue or the ' +
    'store cannot be reached.';
  static override examples = [
    '<%= config.bin %> worker --queue redis://localhost:6379',
    '<%= config.bin %> worker --queue rediss://:password@host:6379 --store s3://bucket/sweeps',
    'DLX_QUEUE=redis://:password@host:6379 <%= config.bin %> worker --store /mnt/sweeps --workers 4',
  ];
  static override flags = {
    queue: Flags.string(queueOptions),
    store: storeFlag,
    workers: Flags.integer({
      char: 'w',
      helpValue: 'N',
      min: 1,
      description:
        'Trials at a time, each in a process with one thread. Default: as many as there are cores.',
    }),
    'runs-dir': runsDir,
    quiet: Flags.boolean({ char: 'q', description: 'Say nothing of trials.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(worker);
    await serveAndTell(flags);
  }
}
