import { Command, Flags } from '@oclif/core';
import { UserError } from '../errors.js';
import { json, runsDir, someRuns } from './flags.js';
import { print } from './output.js';
import { selectionFlags, selectionOf, tableFlags } from './selection.js';

export class compare extends Command {
  static override summary = 'Put runs side by side: what differs between them, and their metrics.';
  static override description =
    'One row a run. Columns are the keys of which not all have the same value (of the experiment, data, code, ' +
    'versions and machine), then the metrics; the best value of each is marked with *. With --by-config, runs that ' +
    'differ in nothing but their seed are folded into mean and deviation, and a mean that is worse than the best by ' +
    'less than two standard errors is marked with ~: that may be chance.';
  static override examples = [
    '<%= config.bin %> compare last last~1',
    '<%= config.bin %> compare --name mnist-mlp --since 3d --by-config',
    '<%= config.bin %> compare mnist-mlp mnist-cnn --md',
  ];
  static override args = {
    RUN: someRuns,
  };
  static override flags = {
    ...selectionFlags,
    'by-config': Flags.boolean({ description: 'Fold runs that differ in their seed only.' }),
    ...tableFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(compare);
    const [{ chosenRuns }, present, { printTable }] = await Promise.all([
      import('../runs/catalog/choose.js'),
      import('./present/compare.js'),
      import('./present/tables.js'),
    ]);
    const selection = selectionOf(flags);
    const { runs, warnings } = chosenRuns(flags['runs-dir'], args.RUN ?? [], selection, Date.now());
    for (const warning of warnings) print(process.stderr, warning);
    const records = runs.map(({ record }) => record);
    if (records.length < 2) {
      const message = `found ${records.length === 0 ? 'no run' : 'one run'}, expected two or more to compare`;
      throw new UserError({
        message,
        hint: 'name runs (`dlx compare last last~1`), or choose some with --name or --where',
      });
    }
    const form = flags.csv ? 'csv' : flags.md ? 'md' : 'text';
    if (flags['by-config']) {
      const { compareByConfig } = await import('../compare/by-config.js');
      const found = compareByConfig(records);
      if (flags.json) return print(process.stdout, JSON.stringify(present.groupedJson(found), null, 2));
      const table = present.groupedTable(found, form);
      return form === 'text' ? print(process.stdout, present.compareText(table)) : printTable(table, flags);
    }
    const found = (await import('../compare/compare.js')).compare(records);
    if (flags.json) return print(process.stdout, JSON.stringify(present.comparedJson(found), null, 2));
    const table = present.comparedTable(found, form);
    return form === 'text' ? print(process.stdout, present.compareText(table)) : printTable(table, flags);
  }
}
