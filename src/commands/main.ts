import { Config, Errors, run, settings } from '@oclif/core';
import { failureOf } from './failure.js';
import { print, watchOutput } from './output.js';
import { interrupt, SIGNALS } from './signals.js';
import { commandIn, missingArguments, spoken, unknownFlags } from './usage.js';

/**
 * The command line: runs a command and sets the exit code. Never throws.
 *
 * @param argv what the user wrote behind `dlx`.
 * @param root folder of dlx's package.json.
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  const die = (error: unknown) => {
    fail(error, argv);
    process.exit();
  };
  process.on('uncaughtException', die);
  watchOutput(() => interrupt('SIGPIPE') || process.exit(), die);
  try {
    await dispatch(words(argv), root);
  } catch (error) {
    fail(error, argv);
  }
}

/** `dlx help run` is `dlx run --help`. */
function words(argv: readonly string[]): string[] {
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
}

async function dispatch(argv: string[], root: string): Promise<void> {
  // otherwise oclif looks for TypeScript under NODE_ENV=development, which doubles the time to start
  settings.enableAutoTranspile = false;
  const config = await Config.load({ root });
  const takesWords = (id: string) => Object.keys(config.findCommand(id)?.args ?? {}).length > 0;
  const command = commandIn(argv, config.commandIDs, takesWords);
  if (!command) return void (await run(argv, config));
  try {
    await run([command.id, ...command.rest], config);
  } catch (error) {
    throw await usageError(error, command.id, config);
  }
}

/** oclif's errors of usage in dlx's words. */
async function usageError(error: unknown, id: string, config: Config): Promise<unknown> {
  const command = await config.findCommand(id)?.load();
  if (!(error instanceof Errors.CLIError) || command === undefined) return error;
  const { flags, args } = error as { flags?: readonly string[]; args?: readonly { name: string }[] };
  const name = spoken(id);
  if (error.constructor.name === 'NonExistentFlagsError')
    return unknownFlags(flags ?? [], name, command.flags);
  if (error.constructor.name === 'RequiredArgsError') {
    return missingArguments(
      (args ?? []).map((arg) => arg.name),
      name,
    );
  }
  return error;
}

function fail(error: unknown, argv: readonly string[]): void {
  // oclif ends a command that was asked for its help or version this way
  if (error instanceof Errors.ExitError) {
    process.exitCode = error.oclif.exit ?? 0;
    return;
  }
  const failure = failureOf(error, Boolean(process.env.DEBUG));
  process.exitCode = failure.exitCode;
  if (failure.exitCode === SIGNALS.SIGPIPE) return; // nobody is left to tell
  print(process.stderr, failure.text);
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (flags.includes('--json')) print(process.stdout, JSON.stringify(failure.json, null, 2));
}
