import { Command, Flags } from '@oclif/core';
import { json, oneSweep, runsDir } from '../flags.js';
import { print } from '../output.js';
import { tableFlags } from '../selection.js';

/** Trials that a page lists where nothing else is asked for. */
const TOP = 20;

export class showSweep extends Command {
  static override summary =
    'Show what came of a sweep: its trials, best first, and which parameters mattered.';
  static override description =
    'Works on a sweep that goes on, too. Trials that were trained to their end stand before those that were stopped; ' +
    'of several objectives, those that nothing beats in all of them come first. The importance of a parameter is the ' +
    'part of the variance between trials that it explains (fANOVA).';
  static override examples = [
    '<%= config.bin %> sweep show last',
    '<%= config.bin %> sweep show mnist-mlp --top 50',
    '<%= config.bin %> sweep show last --csv > trials.csv',
  ];
  static override args = { SWEEP: oneSweep };
  static override flags = {
    top: Flags.integer({
      min: 1,
      helpValue: 'N',
      description: `At most so many trials. Default: ${TOP}; all in CSV, Markdown and JSON.`,
    }),
    ...tableFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(showSweep);
    const [{ findSweep }, { resultsOf, weigh }, present, { printTable }, { coloured }, { hasUnicode }] =
      await Promise.all([
        import('../../sweeps/record/find.js'),
        import('../../sweeps/results/results.js'),
        import('../present/sweep-page.js'),
        import('../present/tables.js'),
        import('../present/colour.js'),
        import('../present/unicode.js'),
      ]);
    const results = resultsOf(findSweep(flags['runs-dir'], args.SWEEP));
    const all = flags.top ?? Infinity;
    if (flags.csv || flags.md) {
      return printTable(present.trialsTable(results, all, flags.csv ?? false), flags);
    }
    const weighed = weigh(results);
    if (flags.json) {
      return print(process.stdout, JSON.stringify(present.sweepJson(results, weighed, all), null, 2));
    }
    const { stdout, env } = process;
    const page = { top: flags.top ?? TOP, unicode: hasUnicode(env), colours: coloured(stdout, env) };
    print(stdout, present.sweepPage(results, weighed, page));
  }
}
