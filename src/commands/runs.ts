import { Command, Flags } from '@oclif/core';
import { STATUSES } from '../runs/record.js';
import { json, runsDir } from './flags.js';
import { print } from './output.js';

export class runs extends Command {
  static override summary = 'List run records, newest first.';
  static override description =
    'Shows status, name, start, duration and metrics of the runs of the runs folder. Records are read once: an index ' +
    'beside them (.index.json, which may be deleted at any time) keeps what the list needs.';
  static override examples = [
    '<%= config.bin %> runs --name mnist-mlp --sort test.accuracy',
    "<%= config.bin %> runs --where 'test.accuracy>0.97' --since 3d",
    '<%= config.bin %> runs --csv > runs.csv',
  ];
  static override flags = {
    name: Flags.string({ description: 'Only runs of this name.' }),
    tag: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'Only runs with this tag; may be repeated.',
    }),
    status: Flags.string({ options: [...STATUSES], description: 'Only runs with this status.' }),
    where: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CONDITION',
      description: "Only runs of which this holds: 'test.accuracy>0.97', seed=3; may be repeated.",
    }),
    since: Flags.string({ helpValue: 'TIME', description: 'Only runs started since: 12h, 3d, or a date.' }),
    sort: Flags.string({
      helpValue: 'KEY',
      description: 'Best first by a metric (test.accuracy) or field (seconds); with - in front, worst first.',
    }),
    limit: Flags.integer({ char: 'n', min: 1, description: 'At most so many.' }),
    metrics: Flags.string({
      helpValue: 'NAMES',
      description: 'Which metrics to show, with commas between: test.accuracy,train.loss.',
    }),
    csv: Flags.boolean({ exclusive: ['json', 'md'], description: 'Print comma-separated values.' }),
    md: Flags.boolean({ exclusive: ['json', 'csv'], description: 'Print a Markdown table.' }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(runs);
    const [{ catalog }, { select }, present, { coloured }] = await Promise.all([
      import('../runs/catalog/catalog.js'),
      import('../runs/catalog/select.js'),
      import('./present/runs.js'),
      import('./present/colour.js'),
    ]);
    const { entries, warnings } = catalog(flags['runs-dir']);
    const { tag: tags, ...rest } = flags;
    const chosen = select(
      entries,
      { ...rest, ...(tags && { tags }), status: flags.status as never },
      Date.now(),
    );
    for (const warning of warnings) print(process.stderr, warning);
    if (flags.json) return print(process.stdout, JSON.stringify(chosen, null, 2));
    const table = present.runsTable(chosen, present.metricsShown(chosen, flags.metrics));
    if (flags.csv) return print(process.stdout, (await import('../report/csv.js')).toCsv(table));
    if (flags.md) {
      const { toMarkdown } = await import('../report/markdown.js');
      return print(process.stdout, toMarkdown(table, present.number));
    }
    const empty = entries.length === 0 ? `no runs in ${flags['runs-dir']}` : 'no run meets all of that';
    if (chosen.length === 0) return print(process.stderr, empty);
    print(process.stdout, present.runsText(table, Date.now(), coloured(process.stdout, process.env)));
  }
}
