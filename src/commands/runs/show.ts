import { Command } from '@oclif/core';
import { json, oneRun, runsDir } from '../flags.js';
import { print } from '../output.js';

export class showRun extends Command {
  static override summary = 'Show the record of a run or a repeat: how it came out, what it was made of.';
  static override description =
    'Prints status, final and best metrics, what came of `expect`, data, engine, versions and machine, and the files ' +
    'of the record with their sizes. With --json, the record itself.';
  static override examples = [
    '<%= config.bin %> runs show last',
    '<%= config.bin %> runs show mnist-mlp --json',
  ];
  static override args = { RUN: oneRun };
  static override flags = { 'runs-dir': runsDir, json };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(showRun);
    const [{ findRun }, { findRepeat }, { filesOf }, { recordPage }, { repeatPage }, { coloured }] =
      await Promise.all([
        import('../../runs/find.js'),
        import('../../runs/repeats/find.js'),
        import('../../runs/files.js'),
        import('../present/record.js'),
        import('../present/repeat.js'),
        import('../present/colour.js'),
      ]);
    const colours = coloured(process.stdout, process.env);
    const tell = (record: object, page: () => string) =>
      print(process.stdout, flags.json ? JSON.stringify(record, null, 2) : page());
    const repeat = findRepeat(flags['runs-dir'], args.RUN);
    if (repeat) return tell(repeat.record, () => repeatPage(repeat.record, colours));
    const { record, folder } = findRun(flags['runs-dir'], args.RUN);
    tell(record, () => recordPage(record, filesOf(folder), colours));
  }
}
