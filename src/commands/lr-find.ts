import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, Flags } from '@oclif/core';
import { ioError } from '../disk/io-error.js';
import { UserError } from '../errors.js';
import { file, json, overrides, runsDir } from './flags.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

export class lrFind extends Command {
  static override summary =
    'Find a learning rate: train for some steps with rates that rise, and see where the loss falls.';
  static override description =
    `Every step has a higher rate than the one before, until the loss diverges. Suggested are the rate at which the
smoothed loss falls fastest, and a tenth of the one at which it is least. No run is recorded.`;
  static override examples = [
    '<%= config.bin %> lr-find experiments/mnist-mlp.yaml',
    '<%= config.bin %> lr-find experiments/mnist-mlp.yaml optimizer=sgd --steps 200 --svg rates.svg',
  ];
  static override args = { FILE: file, 'path=value': overrides };
  static override flags = {
    from: Flags.string({ helpValue: 'RATE', default: '1e-7', description: 'The first rate.' }),
    to: Flags.string({ helpValue: 'RATE', default: '10', description: 'The last rate.' }),
    steps: Flags.string({
      helpValue: 'N',
      default: '100',
      description: 'Steps, each with a rate of its own.',
    }),
    svg: Flags.string({ helpValue: 'FILE', description: 'Write the curve as a picture.' }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(lrFind);
    const [from, to, steps] = [numberOf(flags, 'from'), numberOf(flags, 'to'), numberOf(flags, 'steps')];
    const [{ findRate }, { ratesJson, ratesSvgOf, ratesText }] = await Promise.all([
      import('../rates/find.js'),
      import('./present/rates.js'),
    ]);
    if (flags.svg !== undefined) await checkPlace(flags.svg);
    const { value: found } = await withSignals((signal) =>
      findRate(args.FILE, {
        overrides: args['path=value'] ?? [],
        from,
        to,
        steps,
        runsDir: flags['runs-dir'],
        signal,
      }),
    );
    const words = flags.json ? process.stderr : process.stdout;
    if (!flags.json) print(words, ratesText(found, words, process.env));
    if (flags.svg !== undefined) {
      await writeFile(flags.svg, ratesSvgOf(found)).catch((error: unknown) => {
        throw ioError(error, 'write the picture', flags.svg!, '--svg');
      });
      print(words, `wrote ${flags.svg}`);
    }
    if (flags.json) print(process.stdout, JSON.stringify(ratesJson(found), null, 2));
  }
}

/** Before the work: nobody wants to hear of it when all is done. */
async function checkPlace(file: string): Promise<void> {
  try {
    const there = await stat(file).catch(() => undefined);
    if (there?.isDirectory()) {
      const message = `found the folder ${file}, expected a file to write the picture to`;
      throw new UserError({ message, hint: `write --svg ${join(file, 'rates.svg')}` });
    }
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw ioError(error, 'write the picture', file, '--svg');
  }
}

/** Numbers as people write rates: 1e-7. */
function numberOf(flags: { readonly [name: string]: unknown }, name: string): number {
  const text = String(flags[name]);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new UserError({
    message: `found --${name} ${JSON.stringify(text)}, expected a number such as 0.001 or 1e-7`,
  });
}
