import { Command, Flags } from '@oclif/core';
import { json, oneSweep, runsDir } from '../flags.js';
import { print } from '../output.js';

export class bestTrial extends Command {
  static override summary = 'Write the best trial of a sweep as an experiment file that runs by itself.';
  static override description =
    'Prints the experiment that the sweep was made with, comments and all, with the values of the trial in their ' +
    'places: `dlx run` trains it as the sweep did. Of several objectives the first one decides.';
  static override examples = [
    '<%= config.bin %> sweep best last > best.yaml',
    '<%= config.bin %> sweep best mnist-mlp --out experiments/mnist-best.yaml',
    '<%= config.bin %> sweep best last --trial 7',
  ];
  static override args = { SWEEP: oneSweep };
  static override flags = {
    trial: Flags.integer({
      min: 0,
      helpValue: 'N',
      description: 'Another trial than the best, by its number.',
    }),
    out: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'The file to write, instead of stdout; files that it names are relative to it.',
    }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(bestTrial);
    const [{ findSweep }, { exportTrial }] = await Promise.all([
      import('../../sweeps/record/find.js'),
      import('../../sweeps/results/export-trial.js'),
    ]);
    const sweep = findSweep(flags['runs-dir'], args.SWEEP);
    const note = (sentence: string) => print(process.stderr, `note: ${sentence}`);
    const { trial, out } = flags;
    const made = exportTrial(sweep, {
      ...(trial !== undefined && { trial }),
      ...(out !== undefined && { out }),
      note,
    });
    if (flags.json) return print(process.stdout, JSON.stringify(made, null, 2));
    print(process.stdout, made.file ?? made.text);
  }
}
