import { Command, Flags } from '@oclif/core';
import { json, runsDir } from './flags.js';
import { print } from './output.js';
import { selectionFlags, selectionOf, tableFlags } from './selection.js';

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
    ...selectionFlags,
    metrics: Flags.string({
      helpValue: 'NAMES',
      description: 'Which metrics to show, with commas between: test.accuracy,train.loss.',
    }),
    ...tableFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(runs);
    const [{ catalog }, { facts }, { select }, present, { printTable }, { coloured }] = await Promise.all([
      import('../runs/catalog/catalog.js'),
      import('../runs/catalog/facts-file.js'),
      import('../runs/catalog/select.js'),
      import('./present/runs.js'),
      import('./present/tables.js'),
      import('./present/colour.js'),
    ]);
    const { entries, warnings } = catalog(flags['runs-dir']);
    const chosen = select(entries, selectionOf(flags), Date.now(), () => facts(flags['runs-dir']));
    for (const warning of warnings) print(process.stderr, warning);
    if (flags.json) return print(process.stdout, JSON.stringify(chosen, null, 2));
    const table = present.runsTable(chosen, present.metricsShown(chosen, flags.metrics));
    if (flags.csv || flags.md) return printTable(table, flags);
    const empty = entries.length === 0 ? `no runs in ${flags['runs-dir']}` : 'no run meets all of that';
    if (chosen.length === 0) return print(process.stderr, empty);
    print(process.stdout, present.runsText(table, Date.now(), coloured(process.stdout, process.env)));
  }
}
