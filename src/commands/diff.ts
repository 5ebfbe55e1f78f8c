import { Args, Command, Flags } from '@oclif/core';
import { EXIT } from '../errors.js';
import { json, runsDir } from './flags.js';
import { print } from './output.js';

const side = (what: string) =>
  Args.string({
    required: true,
    description: `${what}: a RUN (id, \`last\`, name, path), or an experiment file.`,
  });

export class diff extends Command {
  static override summary = 'Show what differs between two runs, or experiment files, key by key.';
  static override description =
    'Prints what was added, removed and changed in the configuration (layers are put beside those that they are most ' +
    'like), then code, data and environment, the metrics with their differences, and the curves of both as one plot. ' +
    'Of an experiment file (.yaml) there is only the configuration.';
  static override examples = [
    '<%= config.bin %> diff last~1 last',
    '<%= config.bin %> diff mnist-mlp experiments/mnist-mlp.yaml --exit-code',
    '<%= config.bin %> diff last~1 last --metric val_accuracy,loss --md',
  ];
  static override args = { A: side('The one before'), B: side('The one after') };
  static override flags = {
    metric: Flags.string({
      helpValue: 'NAMES',
      description: 'Curves to plot, with commas between: columns of metrics.csv. Default: val_loss, or loss.',
    }),
    plot: Flags.boolean({ allowNo: true, default: true, description: 'Plot the curves of both.' }),
    'exit-code': Flags.boolean({
      description: 'Exit with 1 where the configurations differ, as git diff does.',
    }),
    md: Flags.boolean({ exclusive: ['json'], description: 'Print Markdown, for a pull request.' }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(diff);
    const [{ sideOf }, compare, present, { curvesOf }] = await Promise.all([
      import('../compare/diff/sides.js'),
      import('../compare/diff/diff.js'),
      import('./present/diff.js'),
      import('../compare/diff/curves.js'),
    ]);
    const a = await sideOf(args.A, flags['runs-dir']);
    const b = await sideOf(args.B, flags['runs-dir']);
    const found = await compare.diff(a, b);
    const names = flags.metric
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const runs = a.run && b.run ? [a.run.folder, b.run.folder] : [];
    const curves = flags.plot && runs.length > 0 ? curvesOf(runs, names) : [];
    if (flags.json) print(process.stdout, JSON.stringify(present.diffJson(a, b, found, curves), null, 2));
    else if (flags.md)
      print(process.stdout, (await import('./present/diff-md.js')).diffMarkdown(a, b, found, curves));
    else print(process.stdout, present.diffText(a, b, found, curves, process.stdout, process.env));
    if (flags['exit-code'] && differs(found)) process.exitCode = EXIT.failed;
  }
}

const differs = ({
  config,
  renamed,
}: {
  readonly config: readonly unknown[];
  readonly renamed: readonly unknown[];
}) => config.length + renamed.length > 0;
