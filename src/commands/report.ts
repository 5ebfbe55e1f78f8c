import { resolve } from 'node:path';
import { Command, Flags } from '@oclif/core';
import { UserError } from '../errors.js';
import { json, runsDir, someRuns } from './flags.js';
import { print } from './output.js';
import { selectionFlags, selectionOf } from './selection.js';

export class report extends Command {
  static override summary = 'Write a report on runs: one HTML page that needs nothing else.';
  static override description =
    'Curves, confusion matrix, scores of every class, worst predictions, the graph of the model, the experiment and ' +
    'its environment; of several runs what differs, and their curves laid over one another. The page opens from disk ' +
    'and loads nothing. Predictions are made with the data of the run and the weights in its checkpoints; where one ' +
    'is gone, the page says so and does without. With --sweep, a page about a sweep: its history, which parameters ' +
    'matter, what each does to the objective, and the curves of the best trials.';
  static override examples = [
    '<%= config.bin %> report last',
    '<%= config.bin %> report last last~1 --out comparison.html',
    "<%= config.bin %> report --name mnist-mlp --where 'test.accuracy>0.97' --limit 5",
    '<%= config.bin %> report mnist-mlp --no-predictions',
    '<%= config.bin %> report --sweep last',
  ];
  static override args = { RUN: someRuns };
  static override flags = {
    ...selectionFlags,
    sweep: Flags.string({
      helpValue: 'SWEEP',
      exclusive: Object.keys(selectionFlags),
      description: 'Report on a sweep instead: an id, a beginning of one, `last`, a name, or a path.',
    }),
    out: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'The file to write. Default: <id>.html, or report.html for several runs.',
    }),
    predictions: Flags.boolean({
      default: true,
      allowNo: true,
      description: 'Run the models over their data; --no-predictions does without, and is quick.',
    }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(report);
    if (flags.sweep !== undefined) return reportSweep(flags.sweep, args.RUN ?? [], flags);
    const [{ chosenRuns }, { makeReport }, { writeReport }, { reportJson }] = await Promise.all([
      import('../runs/catalog/choose.js'),
      import('../report/report.js'),
      import('../report/write.js'),
      import('./present/report.js'),
    ]);
    const note = (sentence: string) => print(process.stderr, `note: ${sentence}`);
    const { runs, warnings } = chosenRuns(flags['runs-dir'], args.RUN ?? [], selectionOf(flags), Date.now());
    for (const warning of warnings) print(process.stderr, warning);
    const made = await makeReport(runs, { predictions: flags.predictions, note });
    const file = flags.out ?? made.fileName;
    writeReport(file, made.html);
    if (flags.json) return print(process.stdout, JSON.stringify(reportJson(resolve(file), made), null, 2));
    print(process.stdout, file);
  }
}

interface SweepFlags {
  readonly 'runs-dir': string;
  readonly out?: string | undefined;
  readonly json: boolean;
}

async function reportSweep(ref: string, runs: readonly string[], flags: SweepFlags): Promise<void> {
  if (runs.length > 0) {
    const message = `found --sweep and ${runs.join(', ')}, expected a sweep or runs to report on`;
    throw new UserError({ message, hint: 'make a report on each' });
  }
  const [{ findSweep }, { makeSweepReport }, { writeReport }] = await Promise.all([
    import('../sweeps/record/find.js'),
    import('../report/sweep/report.js'),
    import('../report/write.js'),
  ]);
  const sweep = findSweep(flags['runs-dir'], ref);
  const made = makeSweepReport(sweep);
  const file = flags.out ?? made.fileName;
  writeReport(file, made.html);
  const document = { file: resolve(file), sweep: sweep.record.id, trials: sweep.trials.length };
  print(process.stdout, flags.json ? JSON.stringify(document, null, 2) : file);
}
