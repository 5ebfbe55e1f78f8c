import { Command, Flags } from '@oclif/core';
import { UserError } from '../errors.js';
import { json, oneRun, runsDir } from './flags.js';
import { print } from './output.js';
import { withSignals } from './signals.js';

export class sample extends Command {
  static override summary = 'Go on with a text, as the model of a run says.';
  static override description =
    'For runs that have learned to go on with a text (data.dataset: text). Token by token, drawn from what the model puts ' +
    'out behind the tokens before; the same seed gives the same text.';
  static override examples = [
    '<%= config.bin %> sample last',
    '<%= config.bin %> sample char-lstm --prompt "Call me " --length 300 --temperature 0.7',
    '<%= config.bin %> sample char-lstm --seed 3 --json',
  ];
  static override args = { RUN: oneRun };
  static override flags = {
    prompt: Flags.string({
      helpValue: 'TEXT',
      description: 'What to go on with (default: how the test split begins).',
    }),
    length: Flags.integer({
      min: 1,
      default: 200,
      helpValue: 'N',
      description: 'Tokens to put out: characters, or words.',
    }),
    temperature: Flags.string({
      helpValue: 'T',
      default: '1',
      description: 'Below 1 it dares less, above 1 more; 0 takes the likeliest token.',
    }),
    seed: Flags.integer({ min: 0, default: 0, helpValue: 'S', description: 'Of the draws.' }),
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(sample);
    const { prompt, length, seed } = flags;
    const temperature = temperatureOf(flags.temperature);
    const [{ findRun }, { sampleRun }] = await Promise.all([
      import('../runs/index.js'),
      import('../predictions/sample.js'),
    ]);
    const stored = findRun(flags['runs-dir'], args.RUN);
    const { value: found } = await withSignals((signal) =>
      sampleRun(stored, { length, temperature, seed, signal, ...(prompt !== undefined && { prompt }) }),
    );
    print(process.stdout, flags.json ? JSON.stringify(found, null, 2) : harmless(found.text));
  }
}

function temperatureOf(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new UserError({
    message: `found --temperature ${JSON.stringify(text)}, expected a number from 0 such as 0.7`,
  });
}

/** Without what would steer a terminal: a model says what its text has said. Lines and tabs stay. */
const harmless = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}');
