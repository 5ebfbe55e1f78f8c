import { basename } from 'node:path';
import { Command, Flags } from '@oclif/core';
import { json, runsDir, someRuns } from '../flags.js';
import { print } from '../output.js';
import { selectionFlags } from '../selection.js';

export class removeRuns extends Command {
  static override summary = 'Remove run records, or only their checkpoints and models.';
  static override description =
    'Asks before it removes anything; where nobody can be asked, --yes is needed. A run that a process writes to is ' +
    'left alone (exit 5). A record is there whole or not at all, whenever others look.';
  static override examples = [
    '<%= config.bin %> runs rm last',
    '<%= config.bin %> runs rm --status failed --since 3d --dry-run',
    "<%= config.bin %> runs rm --where 'test.accuracy<0.9' --keep-record --yes",
  ];
  static override args = { RUN: someRuns };
  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'Remove without asking.' }),
    'dry-run': Flags.boolean({ description: 'Only say what would be removed.' }),
    'keep-record': Flags.boolean({ description: 'Remove checkpoints and models, and keep the rest.' }),
    ...selectionFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(removeRuns);
    const [
      { removeRun, removeWeights },
      { bytesOf, filesOf, isWeights },
      several,
      { confirm },
      { removedText },
    ] = await Promise.all([
      import('../../runs/remove.js'),
      import('../../runs/files.js'),
      import('./several.js'),
      import('./confirm.js'),
      import('../present/removed.js'),
    ]);
    const only = flags['keep-record'];
    const folders = several.foldersToChange(args.RUN ?? [], flags, !only);
    const described = (folder: string) => {
      const files = filesOf(folder);
      return { id: basename(folder), bytes: bytesOf(only ? files.filter(isWeights) : files) };
    };
    const found = new Map(folders.map((folder) => [folder, described(folder)]));
    const dry = flags['dry-run'];
    const words = flags.json ? process.stderr : process.stdout;
    if (folders.length > 0 && !dry && !flags.yes)
      await confirm(removedText([...found.values()], { only, done: false }));
    const { done, error } = several.changing(folders, (folder) => {
      if (!dry) (only ? removeWeights : removeRun)(folder);
      return found.get(folder)!;
    });
    if (flags.json && !error)
      print(process.stdout, JSON.stringify({ removed: done, dry_run: Boolean(dry) }, null, 2));
    else if (done.length > 0) print(words, removedText(done, { only, done: !dry }));
    if (error) throw error;
  }
}
