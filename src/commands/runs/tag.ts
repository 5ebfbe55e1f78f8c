import { Command, Flags } from '@oclif/core';
import { UserError } from '../../errors.js';
import { json, runsDir, someRuns } from '../flags.js';
import { print } from '../output.js';
import { selectionFlags } from '../selection.js';

const tags = { multiple: true, multipleNonGreedy: true, helpValue: 'TAG' } as const;

export class tagRuns extends Command {
  static override summary = 'Add tags to run records, or remove some.';
  static override description =
    'Changes the tags in run.json, by which --tag and --where find a run; the experiment that was run stays as it was. ' +
    'Refuses with 5 a run that a process writes to.';
  static override examples = [
    '<%= config.bin %> runs tag last --add good',
    '<%= config.bin %> runs tag last last~1 --add paper --remove good',
    "<%= config.bin %> runs tag --where 'test.accuracy>0.98' --add good",
  ];
  static override args = { RUN: someRuns };
  static override flags = {
    add: Flags.string({ ...tags, description: 'Tag to add; may be repeated.' }),
    remove: Flags.string({ ...tags, description: 'Tag to remove; may be repeated.' }),
    ...selectionFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(tagRuns);
    const { add = [], remove = [] } = flags;
    if (add.length + remove.length === 0) {
      const message = 'found no tag, expected --add TAG or --remove TAG';
      throw new UserError({ message, hint: 'such as `dlx runs tag last --add good`' });
    }
    const [{ tagRun }, { changing, foldersToChange }] = await Promise.all([
      import('../../runs/tags.js'),
      import('./several.js'),
    ]);
    const folders = foldersToChange(args.RUN ?? [], flags);
    const { done, error } = changing(folders, (folder) => {
      const { id, tags } = tagRun(folder, add, remove);
      return { id, tags };
    });
    const lines = done.map(({ id, tags }) => `${id}: ${tags.join(', ') || 'no tags'}`);
    if (flags.json && !error) print(process.stdout, JSON.stringify(done, null, 2));
    else if (lines.length > 0) print(flags.json ? process.stderr : process.stdout, lines.join('\n'));
    if (error) throw error;
  }
}
