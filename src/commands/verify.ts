import { Command, Flags } from '@oclif/core';
import { EXIT } from '../errors.js';
import { oneRun } from './flags.js';
import { print } from './output.js';
import { trainingFlags, withProgress } from './training.js';

export class verify extends Command {
  static override summary = 'Replay a run and say whether its weights come out the same, bit for bit.';
  static override description =
    'Trains the run again from its record, in a folder that is removed afterwards, and compares the hash of the ' +
    'weights and the metrics of every epoch. Exits with 0 where they are identical; with 1 where they are not: then it ' +
    'prints the first epoch that differs, and what of data, versions, engine and machine is not as it was.';
  static override examples = [
    '<%= config.bin %> verify last',
    '<%= config.bin %> verify mnist-mlp --epochs 2',
    '<%= config.bin %> verify 20261122T075012Z-mnist-mlp-1a2b3c4d --json',
  ];
  static override args = { RUN: oneRun };
  static override flags = {
    epochs: Flags.integer({ min: 1, helpValue: 'N', description: 'Replay only the first N epochs.' }),
    all: Flags.boolean({ description: 'Go on behind the first epoch that differs, and with other data.' }),
    ...trainingFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(verify);
    const [{ verifyRun }, { verificationText }] = await Promise.all([
      import('../verify/verify.js'),
      import('./present/verify.js'),
    ]);
    const { epochs, all } = flags;
    const {
      value: found,
      interrupted,
      words,
      colours,
    } = await withProgress(flags, (options) =>
      verifyRun(args.RUN, { ...options, all, ...(epochs !== undefined && { epochs }) }),
    );
    print(words, verificationText(found, colours));
    if (flags.json) print(process.stdout, JSON.stringify(found, null, 2));
    if (interrupted) process.exitCode = interrupted.exitCode;
    else if (!found.identical) process.exitCode = EXIT.failed;
  }
}
